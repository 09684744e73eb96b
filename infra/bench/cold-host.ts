import { createServer } from 'node:http'
import * as z from 'zod'

/** Hosts one bundled function as its platform would: loads it, then answers requests by it. Prints its port. */
const [bundle = '', kind = ''] = process.argv.slice(2)
const Served = z.looseObject({ handler: z.unknown().optional(), default: z.unknown().optional() })
const served = Served.parse({ ...(await import(bundle)) })

type Invoke = (event: unknown, context: unknown) => Promise<unknown>
const Handler = z.custom<Invoke>(value => typeof value === 'function')
const Fetching = z.object({ fetch: z.custom<(request: Request) => Promise<Response>>() })

const event = {
  version: '2.0',
  rawPath: '/healthz',
  rawQueryString: '',
  headers: {},
  requestContext: { http: { method: 'GET', path: '/healthz', sourceIp: '192.0.2.1' } },
  isBase64Encoded: false,
}

async function status(): Promise<number> {
  if (kind === 'fetch') return (await Fetching.parse(served.default).fetch(new Request('http://host/healthz'))).status
  const handler = Handler.parse(served.handler)
  if (kind === 'schedule') return 200
  if (kind === 'queue') return (await handler({ Records: [] }, {})) ? 200 : 500
  return z.object({ statusCode: z.number() }).parse(await handler(event, {})).statusCode
}

const server = createServer((_request, response) => {
  status().then(
    code => response.writeHead(code).end('{"ok":true}'),
    () => response.writeHead(500).end(),
  )
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(server.address())}\n`))
