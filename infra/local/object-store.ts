import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { type ObjectFiles, openObjectFiles } from './object-files'
import { postObject } from './object-post'
import { checkSignature, type Credentials, decode, S3Error } from './object-signature'
import { explainSystemError } from './start-error'

export interface ObjectStore {
  endpoint: string
  port: number
  stop(): Promise<void>
}

export interface ObjectStoreOptions {
  dir: string
  bucket: string
  credentials: Credentials
  /** Default: a free one. */
  port?: number
  /** Pages that may send and fetch presigned links from a browser. */
  origins?: string[]
  /** The largest object. Default 50 MiB. */
  maxBytes?: number
  /** For tests of expiry. Signatures follow real time, not the stack's clock. */
  now?(): number
}

const KEPT_HEADERS = /^(content-type|content-disposition|cache-control|x-amz-meta-[\w-]+)$/
const OVERRIDES = ['content-type', 'content-disposition', 'cache-control']
const MAX_KEY_BYTES = 1024
const DEFAULT_MAX_BYTES = 50 * 1024 * 1024

/**
 * A small S3 on loopback: PUT, GET, HEAD and DELETE of an object, path-style, signed by header or presigned, and POST of
 * a form.
 * Signatures, expiry and body hashes are checked as S3 checks them; everything else answers 501.
 * @throws StartError when the port is in use or the disk is full
 */
export async function startObjectStore(options: ObjectStoreOptions): Promise<ObjectStore> {
  const files = await openObjectFiles(options.dir)
  const server = createServer((request, response) => {
    void handle(request, response, files, options).catch((error: unknown) => fail(request, response, error))
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', error => reject(explainSystemError(error, { port: options.port })))
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : (options.port ?? 0))
    })
  })
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  files: ObjectFiles,
  options: ObjectStoreOptions,
): Promise<void> {
  response.setHeader('x-amz-request-id', randomUUID())
  const allowed = allowOrigin(request, response, options.origins ?? [])
  if (request.method === 'OPTIONS') {
    response.writeHead(allowed ? 200 : 403).end()
    return
  }
  const [path = '', query] = (request.url ?? '').split('?', 2)
  if (request.method === 'POST') return postObject(request, response, files, { ...options, path })
  const target = { path, query: new URLSearchParams(query) }
  const bodySha256 = checkSignature(request, target, options.credentials, options.now?.() ?? Date.now())
  const key = objectKey(path, options.bucket)
  switch (request.method) {
    case 'PUT':
      checkLength(request, options.maxBytes ?? DEFAULT_MAX_BYTES)
      return put(request, response, files, key, bodySha256)
    case 'GET':
    case 'HEAD':
      return get(request, response, files, key, target.query)
    case 'DELETE':
      await files.remove(key)
      response.writeHead(204).end()
      return
    default:
      throw new S3Error(501, 'NotImplemented', `${request.method} is not implemented here.`)
  }
}

function objectKey(path: string, bucket: string): string {
  const [, first = '', ...rest] = path.split('/')
  if (decode(first) !== bucket) throw new S3Error(404, 'NoSuchBucket', 'The bucket does not exist.')
  const key = rest.map(decode).join('/')
  if (key === '') throw new S3Error(501, 'NotImplemented', 'Bucket requests are not implemented here.')
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new S3Error(400, 'KeyTooLongError', 'The key is too long.')
  return key
}

function checkLength(request: IncomingMessage, maxBytes: number): void {
  const length = request.headers['content-length']
  if (length === undefined) throw new S3Error(411, 'MissingContentLength', 'Content-Length is required.')
  if (Number(length) > maxBytes) throw new S3Error(400, 'EntityTooLarge', `More than ${maxBytes} bytes.`)
}

async function put(
  request: IncomingMessage,
  response: ServerResponse,
  files: ObjectFiles,
  key: string,
  bodySha256: string | undefined,
): Promise<void> {
  if (request.headers['content-encoding']?.includes('aws-chunked')) {
    throw new S3Error(501, 'NotImplemented', "Set requestChecksumCalculation to 'WHEN_REQUIRED'.")
  }
  const kept = Object.entries(request.headers).flatMap(([name, value]) =>
    KEPT_HEADERS.test(name) && typeof value === 'string' ? [[name, value]] : [],
  )
  const record = await files.put(
    key,
    request,
    { 'content-type': 'binary/octet-stream', ...Object.fromEntries(kept) },
    bodySha256,
  )
  response.writeHead(200, { etag: record.etag }).end()
}

async function get(
  request: IncomingMessage,
  response: ServerResponse,
  files: ObjectFiles,
  key: string,
  query: URLSearchParams,
): Promise<void> {
  const record = await files.find(key)
  if (!record) throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.')
  const overrides = OVERRIDES.flatMap(name => {
    const value = query.get(`response-${name}`)
    if (value === null) return []
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) throw new S3Error(400, 'InvalidArgument', 'A header cannot carry it.')
    return [[name, value]]
  })
  response.writeHead(200, {
    ...record.headers,
    ...Object.fromEntries(overrides),
    'content-length': record.size,
    etag: record.etag,
    'last-modified': new Date(record.modifiedAt).toUTCString(),
  })
  if (request.method === 'HEAD') response.end()
  else await pipeline(files.read(record), response)
}

function allowOrigin(request: IncomingMessage, response: ServerResponse, origins: string[]): boolean {
  const origin = request.headers.origin
  response.setHeader('vary', 'origin')
  if (origin === undefined || !origins.includes(origin)) return false
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-allow-methods', 'GET, HEAD, POST, PUT')
  response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '*')
  response.setHeader('access-control-expose-headers', 'etag')
  response.setHeader('access-control-max-age', '600')
  return true
}

function fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const known = error instanceof S3Error ? error : new S3Error(500, 'InternalError', 'Please try again.')
  if (response.headersSent) {
    response.destroy()
    return
  }
  request.resume()
  response.writeHead(known.status, { 'content-type': 'application/xml' })
  response.end(
    request.method === 'HEAD'
      ? undefined
      : `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${known.code}</Code><Message>${known.message}</Message></Error>`,
  )
}
