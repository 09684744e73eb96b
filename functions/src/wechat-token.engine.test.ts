import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { startTestWorld, type TestWorld } from '../test/sign-in'
import { strict } from '../test/strict'
import { makeContext } from './context'
import { makeClients, makeDeps } from './deps'

let world: TestWorld
beforeAll(async () => {
  world = await startTestWorld()
})
afterAll(() => world.stop())

describe('the access token of all instances', () => {
  const instances = (count: number) =>
    Array.from({ length: count }, () => {
      const { env, nowMs, log } = world.deps
      const clients = makeClients(env)
      strict(clients.dynamo, world.deps.world)
      return makeDeps(env, { clients, nowMs, log }).wechat
    })
  const nobody = { app: 'residents' as const, openid: 'nobody', templateId: 'tpl-notice', page: '', data: {} }
  const asked = () => world.gateway.control.calls().filter(call => call.path === '/cgi-bin/stable_token').length
  /** As other software would with our keys: every token of before is over. */
  const force = () =>
    fetch(`${world.gateway.url}/cgi-bin/stable_token`, {
      method: 'POST',
      body: JSON.stringify({
        grant_type: 'client_credential',
        ...world.gateway.control.app(),
        force_refresh: true,
      }),
    })

  it('is asked for once, also when all of them find it over at once', async () => {
    await force()
    world.deps.clock.advance(7_200_000)
    const all = instances(6)
    const sendAll = () => Promise.all(all.map(wechat => wechat.sendMessage(nobody)))
    const before = asked()
    expect(new Set(await sendAll())).toEqual(new Set(['refused']))
    expect(asked() - before).toBe(1)
    await force()
    expect(new Set(await sendAll())).toEqual(new Set(['refused']))
    expect(asked() - before).toBe(3)
  })

  it('is forced where WeChat goes on giving out one that it refuses, and not again at once', async () => {
    const [one] = instances(1)
    if (!one) throw new Error('none')
    await one.sendMessage(nobody)
    const before = asked()
    world.gateway.control.fault({ kind: 'token-over', match: 'subscribe/send' })
    expect(await one.sendMessage(nobody)).toBe('refused')
    expect(asked() - before).toBe(2)
    world.gateway.control.fault({ kind: 'token-over', match: 'subscribe/send' })
    await expect(one.sendMessage(nobody)).rejects.toMatchObject({ code: 'request.busy' })
    world.deps.clock.advance(30_000)
    world.gateway.control.fault({ kind: 'token-over', match: 'subscribe/send' })
    expect(await one.sendMessage(nobody)).toBe('refused')
  })

  it('is asked for by another when whoever was at it died, and lies sealed', async () => {
    const { db } = makeContext(world.deps, { kind: 'system' }, ['G#wechat#'])
    const key = { pk: 'G#wechat#0', sk: `token#${world.deps.env.LINLI_WECHAT_APPID}` }
    await db.writeMany([{ put: { ...key, lease: 'dead', leaseUntil: world.deps.nowMs() + 8000 } }])
    const [one] = instances(1)
    const sent = one?.sendMessage(nobody)
    world.deps.clock.advance(8001)
    expect(await sent).toBe('refused')
    const kept = await db.get(key, z.looseObject({ sealed: z.string() }))
    expect(kept?.sealed).toMatch(/^v1\./)
    expect(JSON.stringify(kept)).not.toContain('97_')
  })
})
