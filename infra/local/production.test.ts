import { createServer } from 'node:http'
import { expect, test, vi } from 'vitest'
import * as z from 'zod'
import { functionEnvironment } from '../check/sample-environment'

vi.stubEnv('LINLI_DYNAMODB_ENDPOINT', undefined)
for (const [name, value] of Object.entries(functionEnvironment)) vi.stubEnv(name, value)

const paths = ['/_local/state', '/_local/clock', '/_local/jobs/sweep-orders', '/_local/gateway/payments', '/_gateway']
const calls = paths.flatMap(path => (['GET', 'POST'] as const).map(method => ({ path, method })))

test.each(calls)('Vercel knows no $method $path', async ({ path, method }) => {
  const { default: listener } = await import('@linli/functions/entries/vercel')
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = z.object({ port: z.number() }).parse(server.address())
    const post = { headers: { 'content-type': 'application/json' }, body: '{"advance":"P1D"}' }
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(method === 'POST' && post) })
    expect(response.status).toBe(404)
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test.each(calls)('Lambda knows no $method $path', async ({ path, method }) => {
  const { handlerFor } = await import('@linli/functions/entries/lambda')
  const { allRoutes } = await import('@linli/functions/registry')
  const answer = await handlerFor(allRoutes)({
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    isBase64Encoded: false,
    body: method === 'POST' ? '{"advance":"P1D"}' : null,
    requestContext: { http: { method } },
  })
  expect(answer.statusCode).toBe(404)
})
