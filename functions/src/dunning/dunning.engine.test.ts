import { firstPlan } from '@linli/shared/dunning/plan'
import { messagesApi } from '@linli/shared/messages/api'
import type { DunningPlan } from '@linli/shared/dunning/schema'
import { startTextGateway, type TextGateway } from '../../../infra/local/aliyun/gateway'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callAs } from '../../test/call'
import { cashierAt, payAtDesk } from '../../test/desk'
import { billsOf, makeOwing, managerAt, pass } from '../../test/dunning'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { startTestWorld, type TestWorld } from '../../test/sign-in'
import { raiseDispute } from '../billing/dispute-bill'
import { loadRoom } from '../communities/rooms'
import { makeContext } from '../context'
import { accountWith, homeIn } from '../../test/actors'
import { makeApp } from '../http'
import { openidField } from '../identity/account'
import { accountKey } from '../identity/store'
import { routes } from '../messages/routes'
import { markRead } from '../messages/mark-read'
import { recordGrants } from '../messages/record-grants'
import { loadPerson } from '../people/person'
import { personKey } from '../people/store'
import { updatePerson } from '../people/update-person'
import { advanceAll, remind } from './remind'
import { tendReminders } from './advance-reminder'
import { listArrears } from './list-arrears'
import { getPlan, savePlan, switchPlan } from './plan-verbs'
import { listLetters, listReminders } from './reminder-lists'

let world: TestWorld
let texts: TextGateway
let place: Place
let rooms: string[]
let nth = 0

const at = () => ({ communityId: place.communityId })
const office = () => managerAt(place)
const plan = async (change: Partial<DunningPlan>) => {
  const { version } = await getPlan(place.ctx, at())
  const { on: _off, ...steps } = { ...firstPlan, ...change }
  const saved = await savePlan(office(), { ...at(), ...steps, version })
  if (change.on) await switchPlan(office(), { ...at(), on: true, version: saved.version })
}
const debts = async () => {
  world.deps.world.settle()
  return (await listArrears(place.ctx, at())).items
}
const reminders = async () => {
  world.deps.world.settle()
  const month = new Date(world.deps.nowMs() + 8 * 3600_000).toISOString().slice(0, 7)
  return (await listReminders(place.ctx, { ...at(), month })).items.reverse()
}
const tend = async () => {
  world.deps.world.settle()
  await tendReminders(world.deps)
}
const textsTo = (room = 0) => texts.book.sent.filter(each => each.to === phones[room])
let phones: string[]

beforeAll(async () => {
  let nowMs = () => 0
  texts = await startTextGateway({ now: () => new Date(nowMs()) })
  world = await startTestWorld({
    LINLI_ALIYUN: texts.env(),
    LINLI_WECHAT_TEMPLATES: JSON.stringify({ payment_reminder: 'local-payment-reminder' }),
  })
  nowMs = world.deps.nowMs
})
afterAll(async () => {
  await texts.stop()
  await world.stop()
})

/** Two rooms whose bills were due on 28 February 2026, owners with numbers; the morning of 10 March. */
beforeEach(async () => {
  nth += 1
  texts.book.faults = []
  world.deps.life.revive()
  place = await makeCommunity(world.deps)
  phones = [`139${String(nth).padStart(4, '0')}0001`, `139${String(nth).padStart(4, '0')}0002`]
  const codes = ['1-1-101', '1-1-102']
  for (const [i, code] of codes.entries())
    await makeRoom(place, { code, ownerName: '李小红', phone: phones[i] ?? '', areas: { built: 10_000 } })
  rooms = await makeOwing(place, world.deps, [], ['2026-02'], codes)
  world.deps.clock.set('2026-03-10T02:00:00.000Z')
})

describe('the plan', () => {
  it('sends nothing before it is on, says whom it would remind, and then reminds each once', async () => {
    await pass(place, world.deps)
    const view = await getPlan(place.ctx, at())
    expect(view).toMatchObject({ on: false, ready: { wechat: true, sms: true, email: true } })
    expect(view.preview).toMatchObject({ households: 2, amountFen: 46_000, steps: [{ days: 1, households: 2 }] })
    expect(await reminders()).toEqual([])

    await plan({ on: true })
    await pass(place, world.deps)
    expect(await reminders()).toEqual([])
    world.deps.clock.set('2026-03-11T02:00:00.000Z')
    await pass(place, world.deps, 'clock')
    world.deps.clock.set('2026-03-12T02:00:00.000Z')
    await pass(place, world.deps, 'clock')
    expect(await reminders()).toMatchObject([
      {
        step: 1,
        day: '2026-03-11',
        state: 'waiting',
        attempts: [
          { channel: 'wechat', state: 'no_address' },
          { channel: 'sms', state: 'sent' },
        ],
      },
      { step: 1, attempts: [{}, { to: expect.stringContaining('****') }] },
    ])
    expect(textsTo(0)).toHaveLength(1)
    expect(textsTo(1)).toHaveLength(1)
    expect(textsTo(0)[0]?.text).toContain('已过期 11 天，共 230.00 元')
    expect(textsTo(0)[0]?.text).not.toMatch(/水|电|气|热|滞纳金/)
    expect((await getPlan(place.ctx, at())).lastRun).toMatchObject({ day: '2026-03-12', reminded: 0 })

    world.deps.clock.advance(60_000)
    await tend()
    const [debt] = await debts()
    expect(debt).toMatchObject({ lastReminder: { channel: 'sms', state: 'delivered' }, expiresOn: '2029-03-11' })
    expect((await reminders()).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  })

  it('keeps silent at night, leaves out what is disputed, and stops for what was paid meanwhile', async () => {
    await plan({ on: true })
    const [[first], [second]] = [await billsOf(place, rooms[0]), await billsOf(place, rooms[1])]
    if (!first || !second) throw new Error('no bills')
    await raiseDispute(office(), { ...at(), roomId: rooms[1] ?? '', billId: second.billId, reason: '面积不对' })
    world.deps.clock.set('2026-03-11T13:30:00.000Z')
    await pass(place, world.deps, 'clock')
    expect(await reminders()).toMatchObject([{ state: 'waiting', attempts: [] }])
    world.deps.clock.set('2026-03-11T23:59:00.000Z')
    await tend()
    expect(textsTo()).toEqual([])
    await payAtDesk(cashierAt(place), place, [first])
    world.deps.clock.set('2026-03-12T00:00:00.000Z')
    await tend()
    expect(await reminders()).toMatchObject([{ state: 'stopped', attempts: [] }])
    expect(texts.book.sent.filter(each => phones.includes(each.to))).toEqual([])
  })

  it('goes to the next channel when one failed, and never twice on one whose outcome is unknown', async () => {
    await plan({ on: true, steps: [{ days: 1, channels: ['sms', 'letter'] }] })
    texts.book.arm({ kind: 'refuse-number', match: phones[0] ?? '' })
    texts.book.arm({ kind: 'time-out-before', match: phones[1] ?? '' })
    world.deps.clock.set('2026-03-11T02:00:00.000Z')
    await pass(place, world.deps, 'clock')
    const states = async () =>
      Object.fromEntries(
        (await reminders()).map(each => [each.object.code, [each.state, ...each.attempts.map(({ state }) => state)]]),
      )
    expect(await states()).toEqual({ '1-1-101': ['to_print', 'failed', 'to_print'], '1-1-102': ['waiting', 'unknown'] })
    world.deps.clock.advance(3600_000)
    await tend()
    expect(textsTo(1)).toEqual([])
    world.deps.clock.set('2026-03-12T04:00:00.000Z')
    await tend()
    expect(await states()).toMatchObject({ '1-1-102': ['to_print', 'unknown', 'to_print'] })
    expect(await listLetters(place.ctx, at())).toMatchObject({ items: [{}, {}] })
  })

  it('goes by mail where an address is known, and its arrival is proven; elsewhere to the next channel', async () => {
    await plan({ on: true, steps: [{ days: 1, channels: ['email', 'sms'] }] })
    const { occupancies } = await loadRoom(place.ctx, place.communityId, rooms[0] ?? '')
    const owner = await loadPerson(place.ctx, place.companyId, occupancies[0]?.personId ?? '')
    const email = `li${nth}@example.com`
    const who = { ...at(), personId: owner.personId, version: owner.version }
    await updatePerson(office(), { ...who, kind: 'natural', name: owner.name, email })
    world.deps.clock.set('2026-03-11T02:00:00.000Z')
    await pass(place, world.deps, 'clock')
    const [mail] = texts.book.sent.filter(each => each.to === email)
    expect(mail).toMatchObject({ kind: 'mail', text: expect.stringContaining('已过期 11 天，共 ¥230.00') })
    expect([textsTo(0).length, textsTo(1).length]).toEqual([0, 1])
    const tries = async () =>
      Object.fromEntries(
        (await reminders()).map(each => [
          each.object.code,
          each.attempts.map(({ channel, state }) => [channel, state]),
        ]),
      )
    expect(await tries()).toEqual({
      '1-1-101': [['email', 'sent']],
      '1-1-102': [
        ['email', 'no_address'],
        ['sms', 'sent'],
      ],
    })
    world.deps.clock.advance(120_000)
    await tend()
    expect((await tries())['1-1-101']).toEqual([['email', 'delivered']])
  })

  it('prefers WeChat where it was allowed; what is opened there is proven', async () => {
    const [room] = await debtsAfterPass()
    const personId = room?.payer.personIds[0] ?? ''
    const user = `reminded${nth}`
    const openid = world.gateway.control.openid({ user })
    const account = await accountWith(world.deps, [{ ...homeIn(place, rooms[0] ?? '', 'owner'), personId }])
    const own = makeContext(world.deps, { kind: 'account', accountId: account.accountId, sessionKey: 's', homes: [] }, [
      `A#${account.accountId}#`,
      `M#${place.companyId}#`,
    ])
    const sealed = world.deps.secrets.seal(openid, openidField(account.accountId))
    const marker = { pk: `M#${place.companyId}#test`, sk: world.deps.newId() }
    await own.db.transact(
      [
        { update: { key: personKey(place.companyId, personId), set: { accounts: [account.accountId] } } },
        { update: { key: accountKey(account.accountId), set: { openidSealed: sealed } } },
        { put: marker },
      ],
      marker,
    )
    await recordGrants(own, { accepted: ['payment_reminder'] })
    world.gateway.control.grant({ user, templateId: 'local-payment-reminder' })
    const debt = { roomId: room?.object.id ?? '', debtId: room?.debtId ?? '' }
    expect(await remind(office(), { ...at(), debts: [debt] })).toEqual({ reminded: 1, already: 0 })
    expect(await remind(office(), { ...at(), debts: [debt] })).toEqual({ reminded: 0, already: 1 })
    const [begun] = await reminders()
    await advanceAll(world.deps, { ...at(), reminders: [{ debtId: debt.debtId, reminderId: begun?.reminderId ?? '' }] })
    expect(await reminders()).toMatchObject([{ by: '王经理', attempts: [{ channel: 'wechat', state: 'sent' }] }])
    expect(world.gateway.control.messages(openid)).toHaveLength(1)
    expect(textsTo()).toEqual([])
    const listed = (await callAs(makeApp(world.deps, routes), account, messagesApi.mine, {})).ok().items
    expect(listed).toMatchObject([{ kind: 'payment_reminder', title: '有费用过期了', page: 'tabs/bills/index' }])
    await markRead(own, { messageId: listed[0]?.messageId ?? '' })
    world.deps.clock.advance(120_000)
    await tend()
    expect(await reminders()).toMatchObject([{ state: 'delivered', attempts: [{ state: 'read' }] }])
    expect((await debts())[0]).toMatchObject({ expiresOn: '2029-03-10' })
  })

  const debtsAfterPass = async () => {
    await pass(place, world.deps)
    return debts()
  }

  it.each([
    [3, 'before'],
    [5, 'after'],
    [6, 'before'],
    [7, 'after'],
    [8, 'before'],
  ] as const)(
    'killed at write %i, %s its commit, and taken up again reminds each household once',
    async (write, when) => {
      await plan({ on: true, steps: [{ days: 1, channels: ['sms'] }] })
      world.deps.clock.set('2026-03-11T02:00:00.000Z')
      world.deps.life.crashAt(write, when)
      await pass(place, world.deps, 'clock').catch(() => undefined)
      world.deps.life.revive()
      for (const minutes of [6, 6, 12, 24 * 60]) {
        world.deps.clock.advance(minutes * 60_000)
        await pass(place, world.deps, 'clock').catch(() => undefined)
        await tend()
      }
      // A call that a crash cut off may not have been made: at most one each, and no second reminder for the step.
      expect(textsTo(0).length).toBeLessThanOrEqual(1)
      expect(textsTo(1).length).toBeLessThanOrEqual(1)
      const all = await reminders()
      expect(
        all.map(({ object, step }) => [object.code, step]).toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      ).toEqual([
        ['1-1-101', 1],
        ['1-1-102', 1],
      ])
      for (const each of all) expect(each.attempts.filter(({ channel }) => channel === 'sms')).toHaveLength(1)
      expect((await getPlan(place.ctx, at())).counting).toBe(false)
    },
  )
})
