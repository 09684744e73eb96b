import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

const MAX_BODY = 1_000_000

export interface Incoming {
  method: string
  path: string
  /** Path and query exactly as they came: what a merchant signs. */
  target: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: string
}

export interface Reply {
  status: number
  headers?: Record<string, string>
  body?: string | Buffer
  /** The answer never comes: the connection hangs this long and is cut. */
  hangMs?: number
}

export interface Listener {
  url: string
  stop(): Promise<void>
}

/** One HTTP server on loopback. Stopping cuts what still hangs. */
export async function listen(port: number, handle: (incoming: Incoming) => Promise<Reply>): Promise<Listener> {
  const server = createServer((request, response) => {
    void answer(request, response, handle)
  })
  // Longer than a busy machine lets a client wait: one that is just about to use a line again finds it open.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return { url: `http://127.0.0.1:${boundPort(server)}`, stop: () => close(server) }
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handle: (incoming: Incoming) => Promise<Reply>,
) {
  try {
    const target = request.url ?? '/'
    const url = new URL(target, 'http://gateway')
    const reply = await handle({
      method: request.method ?? 'GET',
      path: url.pathname,
      target,
      query: url.searchParams,
      headers: request.headers,
      body: await readBody(request),
    })
    if (reply.hangMs === undefined) {
      response.writeHead(reply.status, reply.headers).end(reply.body)
    } else {
      setTimeout(() => request.socket.destroy(), reply.hangMs).unref()
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown'
    response
      .writeHead(500, { 'Content-Type': 'application/json' })
      .end(JSON.stringify({ code: 'SYSTEM_ERROR', message }))
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > MAX_BODY) throw new Error('body too large')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function boundPort(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
