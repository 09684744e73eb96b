import { endpoint } from '@linli/shared/contract'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { ApiError, call, mayBeDone, onStaleCsrf, setCsrf } from './api-client'

const read = endpoint({
  id: 'audit.read',
  method: 'GET',
  path: '/v1/c/:communityId/things',
  summary: '',
  access: { kind: 'staff' },
  input: { communityId: z.string(), name: z.string().optional() },
  output: z.object({ n: z.number() }),
})
const write = endpoint({
  ...read,
  id: 'audit.write',
  method: 'POST',
  input: { communityId: z.string(), n: z.number() },
  idempotent: true,
})

const fetched = vi.fn<typeof fetch>()
const reply = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })
const refusal = (code: string, message: string) => ({ error: { code, message, requestId: 'R1' } })
const headersOf = (nth: number) => new Headers(fetched.mock.calls[nth]?.[1]?.headers)

beforeEach(() => vi.stubGlobal('fetch', fetched))
afterEach(() => {
  fetched.mockReset()
  vi.unstubAllGlobals()
})

describe('call', () => {
  it('puts path names into the address, the rest into the query, and reads carry no CSRF value', async () => {
    setCsrf('token-1')
    fetched.mockResolvedValue(reply(200, { n: 3, extra: true }))
    expect(await call(read, { communityId: 'ABC123', name: '王 五' })).toEqual({ n: 3 })
    expect(fetched.mock.calls[0]?.[0]).toBe('/v1/c/ABC123/things?name=%E7%8E%8B%20%E4%BA%94')
    expect(headersOf(0).get('x-csrf')).toBeNull()
  })

  it('sends a write with CSRF value, body without path names, and a key of its own', async () => {
    setCsrf('token-1')
    fetched.mockImplementation(() => Promise.resolve(reply(200, { n: 1 })))
    await call(write, { communityId: 'ABC123', n: 1 })
    await call(write, { communityId: 'ABC123', n: 1 }, { idempotencyKey: 'the-same-key' })
    expect(fetched.mock.calls[0]?.[1]?.body).toBe('{"n":1}')
    expect(headersOf(0).get('x-csrf')).toBe('token-1')
    expect(headersOf(0).get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/)
    expect(headersOf(1).get('idempotency-key')).toBe('the-same-key')
  })

  it("throws the server's sentence, its request id and its fields", async () => {
    const fields = [{ path: 'n', message: '请填写数量' }]
    const body = { error: { ...refusal('request.invalid', '填写的内容有误').error, fields } }
    fetched.mockResolvedValue(reply(400, body))
    await expect(call(write, { communityId: 'ABC123', n: 1 })).rejects.toMatchObject({
      code: 'request.invalid',
      message: '填写的内容有误',
      requestId: 'R1',
      fields,
    })
  })

  it('learns a new CSRF value once and repeats with the same key', async () => {
    setCsrf('old')
    onStaleCsrf(() => Promise.resolve(setCsrf('new')))
    fetched.mockResolvedValueOnce(reply(403, refusal('access.csrf', '')))
    fetched.mockResolvedValueOnce(reply(200, { n: 1 }))
    await call(write, { communityId: 'ABC123', n: 1 })
    expect(headersOf(1).get('x-csrf')).toBe('new')
    expect(headersOf(1).get('idempotency-key')).toBe(headersOf(0).get('idempotency-key'))
  })

  it('does not repeat for ever when the CSRF value stays refused', async () => {
    onStaleCsrf(() => Promise.resolve())
    fetched.mockImplementation(() => Promise.resolve(reply(403, refusal('access.csrf', '页面已过期'))))
    await expect(call(write, { communityId: 'ABC123', n: 1 })).rejects.toMatchObject({ code: 'access.csrf' })
    expect(fetched).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['no network', () => Promise.reject(new TypeError('failed')), 'client.offline'],
    ['no answer in time', () => Promise.reject(new DOMException('', 'TimeoutError')), 'client.slow'],
    ["a proxy's page", () => Promise.resolve(new Response('<html>', { status: 502 })), 'client.offline'],
    ['an answer of another version', () => Promise.resolve(reply(200, { m: 1 })), 'client.outdated'],
  ])('says what to do: %s', async (_, answer, code) => {
    fetched.mockImplementation(answer)
    const error = await call(read, { communityId: 'ABC123' }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ code, message: expect.stringMatching(/请/) })
  })

  it('lets a cancelled read end quietly', async () => {
    fetched.mockRejectedValue(new DOMException('', 'AbortError'))
    await expect(call(read, { communityId: 'ABC123' })).rejects.toMatchObject({ name: 'AbortError' })
  })
})

it('a write without an answer may be done, a refused one is not', async () => {
  const failure = async (answer: () => Promise<Response>) => {
    fetched.mockImplementation(answer)
    return call(write, { communityId: 'ABC123', n: 1 }).catch((error: unknown) => error)
  }
  const refused = (status: number, code: string) => () => Promise.resolve(reply(status, refusal(code, '')))
  const unknown = [
    () => Promise.reject(new TypeError('fetch failed')),
    () => Promise.resolve(new Response('Bad Gateway', { status: 502 })),
    refused(503, 'request.busy'),
    refused(500, 'request.internal'),
  ]
  for (const answer of unknown) expect(mayBeDone(await failure(answer))).toBe(true)
  for (const code of ['payments.amount_changed', 'payments.paid_online', 'request.invalid'])
    expect(mayBeDone(await failure(refused(409, code)))).toBe(false)
})
