import { describe, expect, it } from 'vitest'
import { makeRouter } from './router'

const router = makeRouter<string>()
for (const [method, path] of [
  ['GET', '/healthz'],
  ['GET', '/v1/homes'],
  ['GET', '/v1/homes/mine'],
  ['GET', '/v1/homes/:homeId'],
  ['POST', '/v1/homes/:homeId'],
  ['ALL', '/v1/homes/:homeId/bills/*'],
  ['ALL', '/pay/*'],
] as const)
  router.add(method, path, `${method} ${path}`)

describe('an address', () => {
  it.each([
    ['GET', '/v1/homes', 'GET /v1/homes', {}],
    ['GET', '/v1/homes/h-1', 'GET /v1/homes/:homeId', { homeId: 'h-1' }],
    ['POST', '/v1/homes/h%201', 'POST /v1/homes/:homeId', { homeId: 'h%201' }],
    ['PATCH', '/v1/homes/h/bills/b/receipt', 'ALL /v1/homes/:homeId/bills/*', { homeId: 'h' }],
    ['GET', '/pay/a/b', 'ALL /pay/*', {}],
  ])('%s %s finds what it is mounted on', (method, path, value, params) => {
    expect(router.match(method, path)).toEqual({ value, params })
  })

  it('finds what was added first where two fit', () => {
    expect(router.match('GET', '/v1/homes/mine')?.value).toBe('GET /v1/homes/mine')
  })

  it.each([
    ['POST', '/v1/homes'],
    ['GET', '/v1/homes/'],
    ['GET', '/v1/homes/h/bills'],
    ['GET', '/v1'],
    ['GET', ''],
    ['GET', '/v1/homesick'],
    ['GET', '//v1/homes'],
  ])('%s %s is not there', (method, path) => {
    expect(router.match(method, path)).toBeUndefined()
  })
})
