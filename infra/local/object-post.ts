import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import * as z from 'zod'
import type { ObjectFiles } from './object-files'
import { type Credentials, decode, S3Error, signatureOf } from './object-signature'

const Policy = z.object({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.record(z.string(), z.string()),
      z.tuple([z.literal('content-length-range'), z.number(), z.number()]),
      z.tuple([z.enum(['eq', 'starts-with']), z.string(), z.string()]),
    ]),
  ),
})
type Policy = z.infer<typeof Policy>

type Options = { path: string; bucket: string; credentials: Credentials; maxBytes?: number; now?(): number }

const formBytes = 64 * 1024
const mostBytes = 50 * 1024 * 1024

/**
 * A form that brings an object (POST Object, Signature Version 4): the policy's signature, its end, and each of its
 * conditions are checked, and every field must be named by one.
 */
export async function postObject(
  request: IncomingMessage,
  response: ServerResponse,
  files: ObjectFiles,
  options: Options,
): Promise<void> {
  const [, bucket = '', rest = ''] = options.path.split('/')
  if (decode(bucket) !== options.bucket || rest !== '')
    throw new S3Error(404, 'NoSuchBucket', 'The bucket does not exist.')
  const length = request.headers['content-length']
  if (length === undefined) throw new S3Error(411, 'MissingContentLength', 'Content-Length is required.')
  if (Number(length) > (options.maxBytes ?? mostBytes) + formBytes)
    throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size.')
  const form = await formOf(request)
  const fields = new Map(
    [...form].filter(([name]) => name !== 'file').map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
  const file = form.get('file')
  if (!(file instanceof Blob))
    throw new S3Error(400, 'InvalidArgument', 'POST requires exactly one file upload per request.')
  checkPolicy(fields, file.size, options)
  const key = fields.get('key') ?? ''
  const type = fields.get('content-type') ?? 'binary/octet-stream'
  const record = await files.put(key, Readable.from([Buffer.from(await file.arrayBuffer())]), { 'content-type': type })
  response.writeHead(204, { etag: record.etag }).end()
}

async function formOf(request: IncomingMessage) {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  try {
    return await new Response(Buffer.concat(parts), { headers }).formData()
  } catch {
    throw new S3Error(
      400,
      'MalformedPOSTRequest',
      'The body of your POST request is not well-formed multipart/form-data.',
    )
  }
}

function checkPolicy(fields: Map<string, string>, size: number, { credentials, bucket, now }: Options): void {
  const [accessKeyId, day = '', region = ''] = (fields.get('x-amz-credential') ?? '').split('/')
  if (accessKeyId !== credentials.accessKeyId)
    throw new S3Error(403, 'InvalidAccessKeyId', 'The access key does not exist.')
  const text = fields.get('policy') ?? ''
  const expected = signatureOf(credentials, { day, region, text })
  const given = Buffer.from(fields.get('x-amz-signature') ?? '', 'hex')
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new S3Error(403, 'SignatureDoesNotMatch', 'The request signature does not match.')
  const policy = Policy.parse(JSON.parse(Buffer.from(text, 'base64').toString()))
  const nowMs = now?.() ?? Date.now()
  if (Date.parse(policy.expiration) <= nowMs) throw denied('Policy expired.')
  checkConditions(policy, new Map([...fields, ['bucket', bucket]]), size)
}

function checkConditions(policy: Policy, fields: Map<string, string>, size: number): void {
  const named = new Set(['policy', 'x-amz-signature'])
  for (const condition of policy.conditions) {
    if (Array.isArray(condition) && condition[0] === 'content-length-range') {
      if (size < condition[1]) throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is too small.')
      if (size > condition[2])
        throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size.')
      continue
    }
    const wanted = Array.isArray(condition)
      ? [{ name: condition[1].slice(1), value: condition[2], isStart: condition[0] === 'starts-with' }]
      : Object.entries(condition).map(([name, value]) => ({ name, value, isStart: false }))
    for (const { name, value, isStart } of wanted) {
      const told = fields.get(name.toLowerCase())
      named.add(name.toLowerCase())
      if (!(isStart ? told?.startsWith(value) : told === value)) throw denied(`Policy Condition failed: ${name}`)
    }
  }
  for (const name of fields.keys()) if (!named.has(name)) throw denied(`Extra input fields: ${name}`)
}

const denied = (detail: string) => new S3Error(403, 'AccessDenied', `Invalid according to Policy: ${detail}`)
