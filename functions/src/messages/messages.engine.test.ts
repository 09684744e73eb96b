import { identityApi } from '@linli/shared/identity/api'
import { messagesApi as api } from '@linli/shared/messages/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callAs } from '../../test/call'
import { makeCommunity, makeRoom } from '../../test/make'
import { type Resident, signInResident, startTestWorld, type TestWorld } from '../../test/sign-in'
import { makeContext } from '../context'
import { makeApp } from '../http'
import { routes as identity } from '../identity/routes'
import { runMessage } from '../jobs'
import { loadPerson, personWrite } from '../people/person'
import { jobs } from './jobs'
import { routes as messages } from './routes'

const templateId = 'tpl-approved'
let world: TestWorld
let app: ReturnType<typeof makeApp>
beforeAll(async () => {
  const templates = { binding_approved: templateId, bills_published: 'tpl-bills' }
  world = await startTestWorld({ LINLI_WECHAT_TEMPLATES: JSON.stringify(templates) })
  app = makeApp(world.deps, [...identity, ...messages])
})
afterAll(() => world.stop())

const find = (type: string) => jobs.consumers.find(consumer => consumer.type === type)
const body = (who: Resident, key: string, change: Record<string, unknown> = {}) =>
  JSON.stringify({
    type: 'message.send',
    communityId: 'ABCDEF',
    key,
    accountIds: [who.accountId],
    at: '2026-11-22T04:00:00.000Z',
    facts: { kind: 'binding_approved', communityName: '锦绣花园', roomCode: '3-2-1501' },
    ...change,
  })
const run = (text: string) => runMessage(world.deps, find, text)
const mine = async (who: Resident) => (await callAs(app, who, api.mine, {})).ok().items
const pushed = (who: Resident) => world.gateway.control.messages(openidOf(who))
const openidOf = (who: Resident) => world.gateway.control.loginCode({ user: who.user }).openid

/** A resident who has allowed so many messages, here and at WeChat. */
async function willing(count: number): Promise<Resident> {
  const who = await signInResident(world, app, `user${world.deps.newId()}`)
  for (let i = 0; i < count; i++) (await callAs(app, who, api.recordGrants, { accepted: ['binding_approved'] })).ok()
  if (count > 0) world.gateway.control.grant({ user: who.user, templateId, count })
  return who
}

describe('a message', () => {
  it('stands in the list once and is pushed once, however often it comes', async () => {
    const who = await willing(2)
    const text = body(who, 'binding#1')
    await Promise.all([run(text), run(text)])
    await run(text)
    expect(await mine(who)).toMatchObject([{ title: '已加上您的家', text: '锦绣花园 3栋2单元1501，物业已确认' }])
    expect(pushed(who)).toHaveLength(1)
    await run(body(who, 'binding#2', { at: '2026-11-22T04:00:01.000Z' }))
    expect((await mine(who)).map(message => message.at)).toEqual([
      '2026-11-22T04:00:01.000Z',
      '2026-11-22T04:00:00.000Z',
    ])
    expect(pushed(who)).toHaveLength(2)
  })

  it('is listed and not pushed when nothing was allowed, or the kind has no template', async () => {
    const who = await willing(0)
    world.gateway.control.grant({ user: who.user, templateId })
    await run(body(who, 'binding#1'))
    const joined = { kind: 'member_joined', roomCode: '3-2-1501', nameMasked: '陈*', role: '家庭成员' }
    await run(body(who, 'joined#1', { facts: joined }))
    expect(await mine(who)).toHaveLength(2)
    expect(pushed(who)).toEqual([])
  })

  it('is listed and not pushed once the consent to messages was taken back; pushed again when it is given', async () => {
    const who = await willing(2)
    const consent = async (granted: boolean) =>
      (await callAs(app, who, identityApi.setConsent, { purpose: 'messages', granted })).ok()
    await consent(true)
    await consent(false)
    await run(body(who, 'binding#1'))
    expect(await mine(who)).toHaveLength(1)
    expect(pushed(who)).toEqual([])
    await consent(true)
    await run(body(who, 'binding#2'))
    expect(pushed(who)).toHaveLength(1)
  })

  it('clears what was allowed when WeChat says that nothing is', async () => {
    const who = await signInResident(world, app, `user${world.deps.newId()}`)
    const allow = () => callAs(app, who, api.recordGrants, { accepted: ['binding_approved'] })
    await allow()
    await allow()
    await allow()
    await run(body(who, 'binding#1'))
    world.gateway.control.grant({ user: who.user, templateId })
    await run(body(who, 'binding#2'))
    expect(pushed(who)).toEqual([])
    await allow()
    await run(body(who, 'binding#3'))
    expect(pushed(who)).toHaveLength(1)
  })

  it('whose answer is lost is not sent again', async () => {
    const who = await willing(2)
    const text = body(who, 'binding#1')
    const openid = openidOf(who)
    world.gateway.control.fault({ kind: 'time-out-after', match: openid, ms: 50 })
    await run(text)
    await run(text)
    expect(pushed(who)).toHaveLength(1)
  })

  it('has one sender, also where the other’s mark was lost and it finds a mark when it looks', async () => {
    const who = await willing(2)
    const text = body(who, 'binding#two senders')
    const { world: store } = world.deps
    store.failNext({ command: 'TransactWriteItems', when: 'before', match: 'spent#' })
    const look = store.holdNext({ command: 'GetItem', when: 'before', match: 'spent#' })
    const first = run(text)
    await look.reached
    await run(text)
    look.release()
    await first
    expect(pushed(who)).toHaveLength(1)
  })

  it('that two have read before either marked it is sent by the first', async () => {
    const who = await willing(2)
    const { world: store } = world.deps
    const look = store.holdNext({ command: 'GetItem', when: 'after', match: 'message-grants' })
    const slow = run(body(who, 'binding#slow'))
    await look.reached
    await run(body(who, 'binding#slow'))
    look.release()
    await slow
    expect(pushed(who)).toHaveLength(1)
  })

  it('that surely was not sent is sent by the next try, no grant is lost, and who comes after them does not wait', async () => {
    const [who, other] = [await willing(1), await willing(1)]
    const { wechat } = world.deps
    const sendMessage = (message: Parameters<typeof wechat.sendMessage>[0]) =>
      message.openid === openidOf(who) ? Promise.reject(new Error('no token')) : wechat.sendMessage(message)
    const text = body(who, 'binding#1', { accountIds: [who.accountId, other.accountId] })
    const broken = { ...world.deps, wechat: { ...wechat, sendMessage } }
    await expect(runMessage(broken, find, text)).rejects.toThrow('no token')
    expect([who, other].map(each => pushed(each).length)).toEqual([0, 1])
    await run(text)
    expect([who, other].map(each => pushed(each).length)).toEqual([1, 1])
  })

  it('to a person reaches every account that acts for them', async () => {
    const place = await makeCommunity(world.deps)
    const room = await makeRoom(place, { ownerName: '李小红', phone: '13800001111' })
    const both = [await willing(0), await willing(0)]
    const person = await loadPerson(place.ctx, place.companyId, room.occupancies[0]?.personId ?? '')
    const { write } = personWrite(person, { accounts: both.map(who => who.accountId) })
    await place.ctx.db.transact([write], { pk: `M#${place.companyId}#`, sk: 'none' })
    const facts = {
      kind: 'bills_published',
      roomCode: room.code,
      roomId: room.roomId,
      count: 2,
      amountFen: 128_640,
      dueDate: '2026-12-31',
    }
    const [first] = both
    if (!first) throw new Error('nobody')
    const to = {
      communityId: place.communityId,
      companyId: place.companyId,
      accountIds: [],
      personIds: [person.personId],
    }
    await run(body(first, 'bills#1', { ...to, facts }))
    for (const who of both)
      expect(await mine(who)).toMatchObject([{ text: '3栋2单元1501 有 2 笔，共 ¥1,286.40，12月31日前缴' }])
  })

  it('is read by its own account alone', async () => {
    const [who, other] = [await willing(0), await willing(0)]
    await run(body(who, 'binding#1'))
    const messageId = (await mine(who))[0]?.messageId ?? ''
    expect((await callAs(app, other, api.markRead, { messageId })).code).toBe('record.not_found')
    ;(await callAs(app, who, api.markRead, { messageId })).ok()
    expect((await mine(who))[0]?.readAt).toBe('2026-11-22T04:00:00.000Z')
  })

  it('to an account that is gone is dropped', async () => {
    const who = await willing(1)
    const { db } = makeContext(world.deps, { kind: 'system' }, [`A#${who.accountId}#`])
    await db.writeMany([{ delete: { pk: `A#${who.accountId}#`, sk: 'account' } }])
    await run(body(who, 'binding#1'))
    expect(pushed(who)).toEqual([])
  })
})
