import { createServer } from 'node:http'

/** Hosts one bundled function as its platform would: loads it, then answers requests by it. Prints its port. */
const [bundle = '', kind = ''] = process.argv.slice(2)
const served: unknown = await import(bundle)

const event = {
  version: '2.0',
  rawPath: '/healthz',
  rawQueryString: '',
  headers: {},
  requestContext: { http: { method: 'GET', path: '/healthz', sourceIp: '192.0.2.1' } },
  isBase64Encoded: false,
}

/** A property of whatever it is; this file imports nothing, so that it weighs on no measurement. */
const of = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value ? Reflect.get(value, name) : undefined

async function call(value: unknown, self: unknown, ...args: unknown[]): Promise<unknown> {
  if (typeof value !== 'function') throw new Error(`${bundle} exports no function`)
  const answer: unknown = await Reflect.apply(value, self, args)
  return answer
}

async function status(): Promise<number> {
  const handler = of(served, 'handler')
  if (kind === 'schedule') return typeof handler === 'function' ? 200 : 500
  const answer = await call(handler, served, kind === 'queue' ? { Records: [] } : event, {})
  return kind === 'queue' ? 200 : Number(of(answer, 'statusCode'))
}

const server = createServer((request, response) => {
  const answered = kind === 'node' ? call(of(served, 'default'), served, request, response) : status()
  answered.then(
    code => typeof code === 'number' && response.writeHead(code).end('{"ok":true}'),
    () => response.writeHead(500).end(),
  )
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(server.address())}\n`))
