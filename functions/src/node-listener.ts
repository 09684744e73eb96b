import type { IncomingMessage, RequestListener } from 'node:http'
import { AppError } from '@linli/shared/errors'
import type { Service } from './service'

/** Nothing that a service takes is larger; files go to the bucket. */
const maxBytes = 1024 * 1024

/**
 * A service on node:http, for hosts that are a process: without fetch's Request and Response between. `addressHeader`: where
 * a host before this process says whose request it is; it has to write that header itself.
 */
export const nodeListener =
  (service: Service, addressHeader?: string): RequestListener =>
  (request, response) => {
    const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s)
    const header = (name: string) => {
      const value = request.headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    }
    const address = addressHeader === undefined ? request.socket.remoteAddress : header(addressHeader)
    service({ method: request.method ?? 'GET', path, query, header, address, text: () => textOf(request) }).then(
      ({ status, headers, body }) => {
        // With its length the answer is one write; without it, Node sends it in chunks.
        const length = body === '' ? {} : { 'Content-Length': Buffer.byteLength(body) }
        response.writeHead(status, { ...headers, ...length }).end(body)
      },
      () => response.writeHead(500).end(),
    )
  }

/** The body as it was sent. Throws request.too_large without keeping more than the limit. */
async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    const buffer = Buffer.from(part)
    bytes += buffer.length
    if (bytes > maxBytes) throw new AppError('request.too_large')
    parts.push(buffer)
  }
  return Buffer.concat(parts).toString('utf8')
}
