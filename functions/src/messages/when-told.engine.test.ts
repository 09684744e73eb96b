import { messagesApi as api } from '@linli/shared/messages/api'
import { messageDeskApi } from '@linli/shared/messages/desk-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roleIn, staffWith } from '../../test/actors'
import { callAs } from '../../test/call'
import { makeCommunity } from '../../test/make'
import { type Resident, signInResident, startTestWorld, type TestWorld } from '../../test/sign-in'
import { makeContext } from '../context'
import { makeApp } from '../http'
import { routes as identity } from '../identity/routes'
import { runMessage } from '../jobs'
import { jobs } from './jobs'
import { StoredDelivery, toldAbout } from './push-store'
import { forgetMessages } from './recent-messages'
import { routes as messages } from './routes'
import { messageKey, StoredMessage } from './store'
import { tellWaiting } from './tell-waiting'

const templates = { bills_published: 'tpl-bills', payment_received: 'tpl-paid', digest: 'tpl-digest' }
let world: TestWorld
let app: ReturnType<typeof makeApp>
beforeAll(async () => {
  world = await startTestWorld({ LINLI_WECHAT_TEMPLATES: JSON.stringify(templates) })
  app = makeApp(world.deps, [...identity, ...messages])
})
afterAll(() => world.stop())

const find = (type: string) => jobs.consumers.find(consumer => consumer.type === type)
const body = (who: Resident, key: string, change: Record<string, unknown>) =>
  JSON.stringify({
    type: 'message.send',
    communityId: 'ABCDEF',
    key,
    accountIds: [who.accountId],
    at: '2026-11-22T04:00:00.000Z',
    ...change,
  })
const run = (text: string) => runMessage(world.deps, find, text)
const mine = async (who: Resident) => (await callAs(app, who, api.mine, {})).ok().items
const pushed = (who: Resident) =>
  world.gateway.control.messages(world.gateway.control.loginCode({ user: who.user }).openid)
/** The gateway follows. */
const clock = (at: string) => {
  world.deps.clock.set(at)
  world.deps.nowMs()
}

describe('when it is told', () => {
  const at = '2026-11-22T15:30:00.000Z'
  const bills = {
    kind: 'bills_published',
    roomCode: '3-2-1501',
    roomId: 'room',
    count: 1,
    amountFen: 100,
    dueDate: '2026-12-31',
  }
  const reply = { kind: 'post_reply', communityId: 'ABCDEF', postId: 'post', author: '3栋 王女士' }
  const paid = { kind: 'payment_received', orderId: 'order', amountFen: 100, roomCode: '3-2-1501' }
  async function allowing(...kinds: (keyof typeof templates)[]) {
    const who = await signInResident(world, app, `user${world.deps.newId()}`)
    for (const kind of [...kinds, ...kinds]) {
      ;(await callAs(app, who, api.recordGrants, { accepted: [kind] })).ok()
      world.gateway.control.grant({ user: who.user, templateId: templates[kind] })
    }
    return who
  }
  const choose = async (who: Resident, choice: { off?: 'bills_published'[]; daily?: boolean }) => {
    const { version } = (await callAs(app, who, api.settings, {})).ok()
    const input = { off: choice.off ?? [], daily: choice.daily ?? false, version }
    return (await callAs(app, who, api.saveSettings, input)).ok()
  }
  /** What the community keeps of what was said about the room of the night. */
  const evidence = async () => {
    const { db } = makeContext(world.deps, { kind: 'system' }, ['C#ABCDEF#'])
    const about = { index: 'gs2' as const, pk: toldAbout('ABCDEF', 'night'), schema: StoredDelivery, limit: 9 }
    return (await db.query(about)).items.map(({ kind, state }) => `${kind} ${state}`)
  }
  const morning = async () => {
    clock('2026-11-23T00:00:00.000Z')
    world.deps.world.settle()
    await Promise.all([tellWaiting(world.deps), tellWaiting(world.deps)])
    // The index still lists what was told.
    await tellWaiting(world.deps)
    world.deps.world.settle()
    await tellWaiting(world.deps)
  }

  it('at night it waits for the morning, in the list at once, and goes out once; what they have just done does not wait', async () => {
    clock(at)
    const who = await allowing('bills_published', 'payment_received')
    const text = body(who, 'bills#night', { facts: { ...bills, roomId: 'night' }, at })
    await Promise.all([run(text), run(text)])
    await run(body(who, 'paid#night', { facts: paid, at }))
    expect(await mine(who)).toHaveLength(2)
    expect(pushed(who)).toMatchObject([{ templateId: 'tpl-paid' }])
    const early = await allowing('bills_published')
    await run(body(early, 'bills#night', { facts: bills, at }))
    const [{ messageId } = { messageId: '' }] = await mine(early)
    ;(await callAs(app, early, api.markRead, { messageId })).ok()
    clock('2026-11-22T22:59:59.000Z')
    world.deps.world.settle()
    await tellWaiting(world.deps)
    expect(pushed(who)).toHaveLength(1)
    expect(await evidence()).toEqual(['bills_published listed'])
    await morning()
    // Whoever has opened it in the night is not rung for it.
    expect(pushed(early)).toEqual([])
    expect(await evidence()).toEqual(['bills_published sent'])
    await run(text)
    expect(pushed(who)).toMatchObject([
      { templateId: 'tpl-paid' },
      { templateId: 'tpl-bills', data: { amount2: '1.00元' } },
    ])
  })

  it('is listed and not sent where its kind was switched off, also while it waited', async () => {
    clock(at)
    const [who, later] = [await allowing('bills_published'), await allowing('bills_published')]
    expect(await choose(who, { off: ['bills_published'] })).toEqual({
      off: ['bills_published'],
      daily: false,
      version: 1,
    })
    const stale = { off: [], daily: false, version: 0 }
    expect((await callAs(app, who, api.saveSettings, stale)).code).toBe('record.changed')
    for (const each of [who, later]) await run(body(each, 'bills#off', { facts: bills, at }))
    await choose(later, { off: ['bills_published'] })
    await morning()
    for (const each of [who, later]) {
      expect(await mine(each)).toHaveLength(1)
      expect(pushed(each)).toEqual([])
    }
    await choose(who, {})
    await run(body(who, 'bills#on', { facts: bills, at: '2026-11-23T00:00:00.000Z' }))
    expect(pushed(who)).toHaveLength(1)
  })

  it('once a day where they chose that: what is minor in one message, each counted once, what is not at once', async () => {
    clock('2026-11-22T04:00:00.000Z')
    const who = await allowing('bills_published', 'digest')
    await choose(who, { daily: true })
    const first = body(who, 'reply#1', { facts: reply })
    await Promise.all([run(first), run(first)])
    await run(body(who, 'reply#2', { facts: reply }))
    await run(body(who, 'bills#day', { facts: bills }))
    expect(await mine(who)).toHaveLength(3)
    expect(pushed(who)).toMatchObject([{ templateId: 'tpl-bills' }])
    await morning()
    expect(pushed(who).slice(1)).toMatchObject([{ templateId: 'tpl-digest', data: { thing1: '邻里回复 2 条' } }])
    expect(await mine(who)).toHaveLength(3)
    const { grants } = (await callAs(app, who, api.settings, {})).ok()
    expect(grants).toContainEqual({ kind: 'digest', templateId: 'tpl-digest', left: 1 })
  })

  it('leaves nothing of an account that was deleted while it was sent', async () => {
    clock('2026-11-22T04:00:00.000Z')
    const who = await allowing('bills_published')
    const { db } = makeContext(world.deps, { kind: 'system' }, [`A#${who.accountId}#`])
    const { wechat } = world.deps
    const forgetting = async (message: Parameters<typeof wechat.sendMessage>[0]) => {
      await forgetMessages(makeContext(world.deps, { kind: 'system' }, [`A#${who.accountId}#`]), who.accountId)
      return wechat.sendMessage(message)
    }
    const deps = { ...world.deps, wechat: { ...wechat, sendMessage: forgetting } }
    await runMessage(deps, find, body(who, 'bills#gone', { facts: bills }))
    expect(pushed(who)).toHaveLength(1)
    const kept = await db.query({
      pk: messageKey(`A#${who.accountId}#`, '').pk,
      schema: StoredMessage.partial(),
      limit: 5,
    })
    expect(kept.items).toEqual([])
  })

  it('waits by the hours that the community has chosen; of two who change them at once one is told so', async () => {
    clock('2026-11-22T04:00:00.000Z')
    const place = await makeCommunity(world.deps)
    const { communityId } = place
    const manager = await staffWith(world.deps, [roleIn(place, 'manager')])
    const save = (quietFrom: string, version: number) =>
      callAs(app, manager, messageDeskApi.saveQuietHours, { communityId, quietFrom, quietTo: '09:30', version })
    ;(await save('19:00', 0)).ok()
    const tried = await Promise.all([save('20:00', 1), save('20:30', 1)])
    expect(tried.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409])
    const who = await allowing('bills_published')
    clock('2026-11-22T13:00:00.000Z')
    await run(body(who, 'bills#evening', { communityId, facts: bills, at: '2026-11-22T13:00:00.000Z' }))
    await morning()
    expect(pushed(who)).toEqual([])
    clock('2026-11-23T01:30:00.000Z')
    await tellWaiting(world.deps)
    expect(pushed(who)).toHaveLength(1)
  })
})
