import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, request } from 'node:http'
import { endpoints } from '@linli/shared/api'
import { endpoint } from '@linli/shared/contract'
import { describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { functionEnvironment } from '../../infra/check/sample-environment'
import { startSecretServer } from '../../infra/local/secret-server'
import { fetchApp } from '../src/fetch-app'
import { type Route, route } from '../src/http'
import { json, makeService } from '../src/service'

vi.stubEnv('LINLI_DYNAMODB_ENDPOINT', undefined)
for (const [name, value] of Object.entries(functionEnvironment)) vi.stubEnv(name, value)

const access = { kind: 'public' } as const
const output = z.record(z.string(), z.string())
const read = endpoint({
  id: 'test.read',
  method: 'GET',
  path: '/v1/rooms/:room',
  summary: '',
  access,
  input: { room: z.string(), name: z.string().optional() },
  output,
})
const write = endpoint({ ...read, id: 'test.write', method: 'POST', input: { room: z.string(), name: z.string() } })
const routes: Route[] = [
  route(read, (_ctx, { room, name = '' }) => Promise.resolve({ room, name })),
  route(write, (_ctx, { room, name }, reply) => {
    reply.cookie = 'linli_session=1; HttpOnly'
    return Promise.resolve({ room, name })
  }),
]

type Call = { method: string; path: string; query?: string; body?: string | undefined }
type Seen = { status: number; body: string; cookie: string | undefined }

async function askOverHttp(listener: RequestListener, { method, path, query = '', body }: Call): Promise<Seen> {
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  try {
    const asked = request({ port, method, path: `${path}${query && `?${query}`}` }).end(body)
    const [response]: IncomingMessage[] = await once(asked, 'response')
    let text = ''
    for await (const part of response ?? []) text += String(part)
    return { status: response?.statusCode ?? 0, body: text, cookie: response?.headers['set-cookie']?.[0] }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** The same request by each host's own way in. */
const hosts: Record<string, (call: Call) => Promise<Seen>> = {
  async fetch({ method, path, query = '', body }) {
    const { makeApp } = await import('../src/http')
    const { makeDeps } = await import('../src/deps')
    const { parseEnv } = await import('../src/env')
    const url = `https://linli.invalid${path}${query && `?${query}`}`
    const response = await makeApp(makeDeps(parseEnv(process.env)), routes).request(url, { method, body: body ?? null })
    const cookie = response.headers.get('set-cookie') ?? undefined
    return { status: response.status, body: await response.text(), cookie }
  },
  async node(call) {
    const { nodeListener } = await import('../src/node-listener')
    const { apiService } = await import('../src/http')
    const { makeDeps } = await import('../src/deps')
    const { parseEnv } = await import('../src/env')
    return askOverHttp(nodeListener(apiService(makeDeps(parseEnv(process.env)), routes)), call)
  },
  async lambda({ method, path, query = '', body }) {
    const { handlerFor } = await import('./lambda')
    const answer = await handlerFor(routes)({
      rawPath: path,
      rawQueryString: query,
      headers: {},
      isBase64Encoded: body !== undefined,
      ...(body !== undefined && { body: Buffer.from(body).toString('base64') }),
      requestContext: { http: { method } },
    })
    return { status: answer.statusCode, body: answer.body, cookie: answer.headers['Set-Cookie'] }
  },
}

describe.each(Object.entries(hosts))('by %s', (_name, ask) => {
  test('names of the path and of the query are decoded, each once', async () => {
    const query = `name=${encodeURIComponent('李 小红&25%')}`
    const seen = await ask({ method: 'GET', path: `/v1/rooms/${encodeURIComponent('1%2d幢')}`, query })
    expect(JSON.parse(seen.body)).toEqual({ room: '1%2d幢', name: '李 小红&25%' })
  })

  test('a body arrives as it was sent, and a cookie goes back', async () => {
    const seen = await ask({ method: 'POST', path: '/v1/rooms/1', body: '{"name":"李小红"}' })
    expect(seen).toEqual({ status: 200, body: '{"room":"1","name":"李小红"}', cookie: 'linli_session=1; HttpOnly' })
  })

  test('a percent sign that encodes nothing is only itself', async () => {
    expect(JSON.parse((await ask({ method: 'GET', path: '/v1/rooms/5%' })).body).room).toBe('5%')
  })

  test('a body beyond all limits is refused', async () => {
    const { status } = await ask({ method: 'POST', path: '/v1/rooms/1', body: `{"name":"${'x'.repeat(1_100_000)}"}` })
    expect(status).toBe(413)
  })

  test.each(['/v1/rooms', '/v1/rooms/1/2', '/v1//1', '/'])('%s is not there', async path => {
    const { status, body } = await ask({ method: 'GET', path })
    expect([status, JSON.parse(body).error.code]).toEqual([404, 'request.not_found'])
  })

  test('a wrong method is not there, and HEAD is asked like GET', async () => {
    expect((await ask({ method: 'DELETE', path: '/v1/rooms/1' })).status).toBe(404)
    expect((await ask({ method: 'HEAD', path: '/healthz' })).status).toBe(200)
  })
})

test('a fetch host is given no body where there is none', async () => {
  const app = fetchApp(makeService([], () => ({ status: 204, headers: {}, body: '' })))
  expect((await app.request('/none')).status).toBe(204)
  const long = fetchApp(
    makeService([{ method: 'GET', path: '/a', answer: () => Promise.resolve(json(200, 1)) }], () => json(404, 0)),
  )
  expect((await long.request('/a#b?c')).status).toBe(200)
})

const askVercel = async (method: string, path: string, body?: string): Promise<Seen> =>
  askOverHttp((await import('./vercel')).default, { method, path, body })

test.each(endpoints)('one function for all leads $method $path to its domain', async ({ method, path }) => {
  const { status } = await askVercel(
    method,
    `${path.replace(/:(\w+)/g, 'X1')}?unknown=1`,
    method === 'GET' ? undefined : '{"unknown":1}',
  )
  expect([400, 401, 403]).toContain(status)
})

test('one function for all answers HEAD without a body', async () => {
  const [head, get] = [await askVercel('HEAD', '/healthz'), await askVercel('GET', '/healthz')]
  expect([head.body, get.body]).toEqual(['', '{"ok":true}'])
})

test('one function for all serves the callbacks', async () => {
  const post = (path: string) => askVercel('POST', path, '{}')
  expect(JSON.parse((await post('/callbacks/wechat/nobody')).body)).toEqual({
    code: 'FAIL',
    message: 'request.not_found',
  })
  expect((await post('/callbacks')).status).toBe(404)
  expect((await post('/v1/none')).status).toBe(404)
})

test('one function for all serves the page of printed notices, and Alipay’s notices', async () => {
  const page = await askVercel('GET', `/pay/${'x'.repeat(38)}`)
  expect([page.status, page.body.startsWith('<!doctype html>')]).toEqual([404, true])
  const { status, body } = await askVercel('POST', '/callbacks/alipay/nobody', 'a=1')
  expect([status, JSON.parse(body).message]).toEqual([404, 'request.not_found'])
})

test('a host whose keys stand in a secret store serves nothing before it could read them', async () => {
  const store = await startSecretServer()
  store.put('linli/wechatpay', '[]')
  store.state.failing = true
  vi.resetModules()
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local')
  vi.stubEnv('LINLI_SECRETS_ENDPOINT', store.url)
  vi.stubEnv('LINLI_WECHATPAY_MERCHANTS', 'secret:linli/wechatpay')
  try {
    const ask = async (name: string) => (await hosts[name]?.({ method: 'GET', path: '/v1/rooms/1' }))?.status
    const [lambda, vercel] = [await ask('lambda'), (await askVercel('GET', '/healthz')).status]
    expect([lambda, vercel]).toEqual([500, 500])
    store.state.failing = false
    expect([await ask('lambda'), (await askVercel('GET', '/healthz')).status]).toEqual([200, 200])
  } finally {
    vi.stubEnv('LINLI_WECHATPAY_MERCHANTS', '[]')
    vi.stubEnv('LINLI_SECRETS_ENDPOINT', undefined)
    vi.resetModules()
    await store.stop()
  }
})
