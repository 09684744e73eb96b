import { messagesApi as api } from '@linli/shared/messages/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { callAs } from '../../test/call'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { killedAt } from '../../test/processes'
import { type Resident, signInResident, startTestWorld, type TestWorld } from '../../test/sign-in'
import { strict } from '../../test/strict'
import { makeContext } from '../context'
import { makeClients, makeDeps } from '../deps'
import { makeApp } from '../http'
import { routes as identity } from '../identity/routes'
import { loadPerson, personWrite } from '../people/person'
import { pushItems, withPushes } from './push-items'
import { pushIdOf, pushKey, StoredPush } from './push-store'
import { pushToMany } from './push-to-many'
import { resumePushes } from './resume-pushes'
import { routes as messages } from './routes'

const kind = 'notice_published'
const noticeTemplate = 'tpl-notice'
let world: TestWorld
let app: ReturnType<typeof makeApp>
beforeAll(async () => {
  world = await startTestWorld({
    LINLI_WECHAT_TEMPLATES: JSON.stringify({ [kind]: noticeTemplate }),
    LINLI_WECHAT_PUSHES_PER_SECOND: '1000',
  })
  app = makeApp(world.deps, [...identity, ...messages])
})
afterAll(() => world.stop())

const mine = async (who: Resident) => (await callAs(app, who, api.mine, {})).ok().items
const pushed = (who: Resident) => world.gateway.control.messages(openidOf(who))
const openidOf = (who: Resident) => world.gateway.control.loginCode({ user: who.user }).openid

describe('the access token of all instances', () => {
  const instances = (count: number) =>
    Array.from({ length: count }, () => {
      const { env, nowMs, log } = world.deps
      const clients = makeClients(env)
      strict(clients.dynamo, world.deps.world)
      return makeDeps(env, { clients, nowMs, log }).wechat
    })
  const nobody = { app: 'residents' as const, openid: 'nobody', templateId: noticeTemplate, page: '', data: {} }
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

describe('a push to many', () => {
  type Estate = { place: Place; told: Resident[]; quiet: Resident; pages: string[][] }

  /** Six who allowed messages, one who did not, one without an account; somebody stands on two pages. */
  async function estate(): Promise<Estate> {
    const place = await makeCommunity(world.deps)
    const persons = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        const room = await makeRoom(place, { code: `1-1-10${i}`, ownerName: `李小${i}`, phone: `1380000100${i}` })
        return loadPerson(place.ctx, place.companyId, room.occupancies[0]?.personId ?? '')
      }),
    )
    const residents: Resident[] = []
    for (const person of persons.slice(0, 7)) {
      const who = await signInResident(world, app, `user${world.deps.newId()}`)
      const { write } = personWrite(person, { accounts: [who.accountId] })
      await place.ctx.db.transact([write], { pk: `M#${place.companyId}#`, sk: 'none' })
      residents.push(who)
    }
    const [quiet, ...told] = residents
    if (!quiet) throw new Error('nobody')
    for (const who of told) {
      // More than one, so that it is not the grant alone that keeps a second one back.
      for (let i = 0; i < 2; i++) (await callAs(app, who, api.recordGrants, { accepted: [kind] })).ok()
      world.gateway.control.grant({ user: who.user, templateId: noticeTemplate, count: 2 })
    }
    const ids = persons.map(({ personId }) => personId)
    return { place, told, quiet, pages: [ids.slice(0, 3), ids.slice(2, 5), ids.slice(5)] }
  }
  const facts = (place: Place) => ({
    kind: 'notice_published' as const,
    communityId: place.communityId,
    noticeId: 'notice',
    title: '停水通知',
    publisher: '物业服务中心',
  })
  async function begin({ place }: Estate) {
    const { communityId, companyId } = place
    const wish = {
      communityId,
      companyId,
      key: 'notice#1',
      kind,
      title: '停水通知',
      job: { type: 'notices.tell' },
    } as const
    await withPushes(place.ctx).db.transact(pushItems(place.ctx, wish), { pk: `C#${communityId}#`, sk: 'none' })
    return pushIdOf(communityId, 'notice#1')
  }
  const go = ({ place, pages }: Estate, pushId: string) =>
    pushToMany(
      world.deps,
      { communityId: place.communityId, pushId },
      {
        facts: facts(place),
        audience: after => {
          const at = Number(after ?? 0)
          const next = at + 1 < pages.length && { next: String(at + 1) }
          return Promise.resolve(pages.length === 0 ? undefined : { personIds: pages[at] ?? [], ...next })
        },
      },
    )
  const state = ({ place }: Estate, pushId: string) => place.ctx.db.get(pushKey(place.communityId, pushId), StoredPush)

  it('tells each person once, page by page, and is begun once', async () => {
    const all = await estate()
    const pushId = await begin(all)
    await expect(begin(all)).rejects.toMatchObject({ name: 'ConditionFailed' })
    await Promise.all([go(all, pushId), go(all, pushId)])
    await go(all, pushId)
    expect(await state(all, pushId)).toMatchObject({
      state: 'done',
      counts: { sent: 6, listed: 1, unreachable: 1 },
    })
    for (const who of all.told) {
      expect(pushed(who)).toMatchObject([{ templateId: noticeTemplate, data: { thing1: '停水通知' } }])
      expect(await mine(who)).toMatchObject([{ title: '有新公告', text: '物业服务中心：停水通知' }])
    }
    expect(pushed(all.quiet)).toEqual([])
    expect(await mine(all.quiet)).toHaveLength(1)
  })

  it('killed at any write goes on where it was, and tells nobody twice', async () => {
    for (const write of [3, 4, 8]) {
      const all = await estate()
      const pushId = await begin(all)
      await killedAt(world.deps, { write, when: write % 2 ? 'after' : 'before', leaseMs: 121_000 }, () =>
        go(all, pushId),
      )
      // Whoever was taken up right before the end is not sent to again, and may have got nothing.
      const { state: end, counts } = (await state(all, pushId)) ?? {}
      expect(end).toBe('done')
      expect(Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe(8)
      const sent = all.told.map(who => pushed(who).length)
      expect(Math.max(...sent)).toBe(1)
      expect(sent.filter(count => count === 0).length).toBeLessThanOrEqual(counts?.sending ?? 0)
    }
  })

  it('has one sender where a worker that was given up goes on after another was done', async () => {
    const all = await estate()
    const pushId = await begin(all)
    const look = world.deps.world.holdNext({ command: 'BatchGetItem', when: 'after', match: 'message-grants' })
    const slow = go(all, pushId)
    await look.reached
    world.deps.clock.advance(121_000)
    await go(all, pushId)
    look.release()
    await slow
    for (const who of all.told) expect(pushed(who)).toHaveLength(1)
    expect(await state(all, pushId)).toMatchObject({ state: 'done', counts: { sent: 6, listed: 1, unreachable: 1 } })
  })

  it('pauses while WeChat wants it slower, and at night; what is over is told no more', async () => {
    const all = await estate()
    const pushId = await begin(all)
    world.gateway.control.fault({ kind: 'rate-limit', match: 'subscribe/send' })
    await go(all, pushId)
    expect(await state(all, pushId)).toMatchObject({ state: 'waiting', wakeAt: expect.any(String) })
    await go(all, pushId)
    expect(await state(all, pushId)).toMatchObject({ state: 'waiting' })
    world.deps.clock.advance(61_000)
    await resumePushes(world.deps)
    await go(all, pushId)
    expect(await state(all, pushId)).toMatchObject({ state: 'done', counts: { sent: 6, listed: 1, unreachable: 1 } })
    for (const who of all.told) expect(pushed(who)).toHaveLength(1)

    const other = await estate()
    const late = await begin(other)
    world.deps.clock.set('2026-11-22T15:00:00.000Z')
    await go(other, late)
    expect(await state(other, late)).toMatchObject({ state: 'waiting', wakeAt: '2026-11-22T23:00:00.000Z' })
    world.deps.clock.set('2026-11-22T23:00:00.000Z')
    await go({ ...other, pages: [] }, late)
    expect(await state(other, late)).toMatchObject({ state: 'stopped', counts: {} })
  })
})
