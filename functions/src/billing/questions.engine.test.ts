import { billingApi } from '@linli/shared/billing/api'
import { questionApi } from '@linli/shared/billing/question-api'
import { messagesApi } from '@linli/shared/messages/api'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountWith, homeIn, roleIn, staffWith } from '../../test/actors'
import { callAs, type Caller } from '../../test/call'
import { type TestDeps, testContext } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill, merchantDeps } from '../../test/payments'
import { communityContext } from '../context'
import { makeApp } from '../http'
import { deleteAccount } from '../identity/delete-account'
import { deletedAccountName } from '../identity/deleted-account'
import { exportMyData } from '../identity/export-my-data'
import { routes as messages } from '../messages/routes'
import { SendMessageBody } from '../messages/facts'
import { sendMessage } from '../messages/send-message'
import { routes as payments } from '../payments/routes'
import { shareOf } from '../payments/shares'
import { askQuestion } from './ask-question'
import { forgetAsker, ForgetAskerBody } from './forget-asker'
import { routes as billing } from './routes'
import { loadBill } from './store'

let deps: TestDeps
let app: ReturnType<typeof makeApp>
let place: Place
let room: Awaited<ReturnType<typeof makeRoom>>
let owner: Caller & { accountId: string }
let clerk: Caller
let billId = ''
let nth = 0

beforeAll(async () => {
  deps = (await merchantDeps()).deps
  app = makeApp(deps, [...billing, ...messages, ...payments])
  place = await makeCommunity(deps, { merchantRef: 'linli' })
})
const lateFee = { clause: '第十二条', dailyRatePpm: 500, graceDays: 0 }
beforeEach(async () => {
  nth += 1
  deps.clock.set('2026-11-22T04:00:00.000Z')
  room = await makeRoom(place, { code: `5-1-${nth}01`, ownerName: '李小红', phone: `1380006${String(1000 + nth)}` })
  billId = (await makeBill(place, room, { dueDate: '2026-11-12', lateFee })).billId
  owner = await accountWith(deps, [home('owner', room.occupancies[0]?.personId)])
  clerk = await staffWith(deps, [roleIn(place, 'clerk')])
})

const home = (role: 'owner' | 'family', personId = deps.newId()) => ({
  ...homeIn(place, room.roomId, role, {}, true),
  personId,
})
const at = () => ({ communityId: place.communityId, roomId: room.roomId, billId })
const ask = (text: string, disputes = false, who: Caller = owner) =>
  callAs(app, who, questionApi.askQuestion, { ...at(), text, disputes }, deps.newId())
const mine = async (who: Caller = owner) => (await callAs(app, who, questionApi.myQuestion, at())).ok()
const seen = async () => (await callAs(app, clerk, questionApi.getQuestion, at())).ok()
const waiting = async () => {
  deps.world.settle()
  const page = await callAs(app, clerk, questionApi.listQuestions, { communityId: place.communityId })
  return page.ok().items.filter(item => item.billId === billId)
}
const answer = async (text: string) => {
  const { version } = await seen()
  return callAs(app, clerk, questionApi.answerQuestion, { ...at(), text, version }, deps.newId())
}
const settle = (reason = '已核对，面积没有错') => callAs(app, clerk, billingApi.settleDispute, { ...at(), reason })
/** Sessions of the office end within a day. */
const on = async (day: string) => {
  deps.clock.set(`${day}T04:00:00.000Z`)
  clerk = await staffWith(deps, [roleIn(place, 'clerk')])
}
const lateFeeOn = async (day: string) => {
  await on(day)
  const who = await accountWith(deps, [home('owner', room.occupancies[0]?.personId)])
  return (await callAs(app, who, billingApi.myBill, at())).ok().lateFeeFen
}
/** What goes to a queue while `work` runs. */
async function queued(queue: string, work: () => Promise<unknown>): Promise<unknown[]> {
  const { outbox } = deps
  const committed = outbox.committed.bind(outbox)
  const bodies: unknown[] = []
  outbox.committed = writes => {
    for (const write of writes) if ('put' in write && write.put.queue === queue) bodies.push(write.put.body)
    committed(writes)
  }
  await work()
  outbox.committed = committed
  return bodies
}

describe('a question on a bill', () => {
  it('is answered by the office, and whoever asked reads the answer and is told', async () => {
    expect((await mine()).question).toBeUndefined()
    ;(await ask('这笔怎么比上月多')).ok()
    expect(await waiting()).toMatchObject([{ state: 'open', count: 1, last: { name: '李小红', kind: 'question' } }])
    const [body] = await queued('messages', async () => (await answer('这月有 31 天')).ok())
    await sendMessage(deps, SendMessageBody.parse(body))
    const { question } = await mine()
    expect(question).toMatchObject({
      state: 'answered',
      entries: [{ mine: true }, { name: '物业', text: '这月有 31 天' }],
    })
    expect(JSON.stringify(question)).not.toContain(room.occupancies[0]?.personId)
    expect(await waiting()).toEqual([])
    const told = (await callAs(app, owner, messagesApi.mine, {})).ok().items
    expect(told).toMatchObject([{ kind: 'question_answered', title: '物业回复您了' }])
    expect(told[0]?.page).toContain(billId)
  })

  it('is one thread, in which a household asks again; others’ names are masked but to the owner', async () => {
    const family = await accountWith(deps, [{ ...home('family'), personName: '陈静' }])
    ;(await ask('第一次问')).ok()
    ;(await answer('答复')).ok()
    ;(await ask('再问一次', false, family)).ok()
    expect((await mine(family)).question?.entries.map(({ name }) => name)).toEqual(['李**', '物业', '陈静'])
    expect((await mine()).question?.entries.map(({ name }) => name)).toEqual(['李小红', '物业', '陈静'])
    expect(await waiting()).toMatchObject([{ state: 'open', count: 3 }])
  })

  it('is none of a neighbour’s business, nor of who sees no bills', async () => {
    ;(await ask('只有我家看得到')).ok()
    const other = await makeRoom(place, { code: `6-1-${nth}01`, ownerName: '王明' })
    const neighbour = await accountWith(deps, [homeIn(place, other.roomId, 'owner')])
    const underOwn = { ...at(), roomId: other.roomId }
    expect((await callAs(app, neighbour, questionApi.myQuestion, underOwn)).status).toBe(404)
    const text = { ...underOwn, text: '试试' }
    expect((await callAs(app, neighbour, questionApi.askQuestion, text, deps.newId())).status).toBe(404)
    expect((await callAs(app, neighbour, questionApi.myQuestion, at())).status).toBe(403)
    const buyer = await accountWith(deps, [home('owner')])
    expect((await callAs(app, buyer, questionApi.myQuestion, at())).status).toBe(404)
    const cashier = await staffWith(deps, [roleIn(place, 'cashier')])
    const wish = { ...at(), text: '答复', version: 1 }
    expect((await callAs(app, cashier, questionApi.answerQuestion, wish, deps.newId())).status).toBe(403)
  })

  it('is bounded: 500 characters, 10 a person and day, 20 entries a thread with room to answer and to settle', async () => {
    expect((await ask('问'.repeat(501))).status).toBe(400)
    for (let i = 0; i < 10; i++) (await ask(`问题 ${i}`)).ok()
    expect((await ask('第十一个')).code).toBe('billing.questions_spent')
    await on('2026-11-23')
    for (let i = 10; i < 17; i++) (await ask(`问题 ${i}`)).ok()
    ;(await ask('最后一个', true)).ok()
    expect(await mine()).toMatchObject({ mayAsk: false })
    expect((await ask('太多了')).code).toBe('billing.question_full')
    ;(await answer('答复')).ok()
    expect((await answer('再答复')).code).toBe('billing.question_full')
    ;(await settle()).ok()
    expect((await seen()).entries).toHaveLength(20)
  })

  it('is asked once however often the same tap is sent, and answered as it was read', async () => {
    const key = deps.newId()
    const wish = { ...at(), text: '只算一次' }
    for (let i = 0; i < 2; i++) (await callAs(app, owner, questionApi.askQuestion, wish, key)).ok()
    const { entries, version } = await seen()
    expect(entries).toHaveLength(1)
    ;(await ask('又想起一件事')).ok()
    const late = { ...at(), text: '没看到第二问', version }
    expect((await callAs(app, clerk, questionApi.answerQuestion, late, deps.newId())).code).toBe('record.changed')
  })
})

describe('a disputed bill', () => {
  it('bears no late fee until the office settles it, and runs on after', async () => {
    expect(await lateFeeOn('2026-11-22')).toBe(103)
    ;(await ask('面积不对，我不认', true)).ok()
    expect(await lateFeeOn('2026-11-27')).toBe(103)
    const bill = await loadBill(place.ctx, place.communityId, room.roomId, billId)
    expect(bill.dispute).toEqual({ from: '2026-11-22', reason: '面积不对，我不认' })
    expect(shareOf(bill, '2026-11-27')).toMatchObject({ principalFen: 20_585, lateFeeFen: 103 })
    ;(await answer('我们核对一下')).ok()
    expect(await waiting()).toMatchObject([{ state: 'answered', disputedSince: '2026-11-22' }])
    const [told] = await queued('messages', async () => (await settle()).ok())
    expect(told).toMatchObject({ facts: { settled: true }, accountIds: [owner.accountId] })
    const after = await loadBill(place.ctx, place.communityId, room.roomId, billId)
    expect(after.disputes).toMatchObject([{ from: '2026-11-22', to: '2026-11-27' }])
    expect(after.dispute).toBeUndefined()
    expect(await seen()).toMatchObject({ state: 'closed', entries: [{}, {}, { kind: 'settled' }] })
    expect(await lateFeeOn('2026-11-29')).toBe(124)
    expect(await waiting()).toEqual([])
    expect((await settle()).code).toBe('billing.not_disputable')
  })

  it('stands in the arrears as disputed, until whoever owes it takes the dispute back', async () => {
    ;(await ask('不认这笔', true)).ok()
    deps.world.settle()
    const arrears = (
      await callAs(app, clerk, billingApi.listArrears, { communityId: place.communityId, limit: 99 })
    ).ok()
    expect(arrears.items.find(bill => bill.billId === billId)?.dispute).toMatchObject({ from: '2026-11-22' })
    expect(await mine()).toMatchObject({ mayDispute: false, mayWithdraw: true })
    expect((await ask('再提一次', true)).code).toBe('billing.not_disputable')
    const after = (await callAs(app, owner, questionApi.withdrawDispute, at())).ok()
    expect(after).toMatchObject({ mayDispute: true, mayWithdraw: false, question: { state: 'closed' } })
    expect(await waiting()).toEqual([])
    expect((await callAs(app, owner, questionApi.withdrawDispute, at())).code).toBe('billing.not_disputable')
  })

  it('that is void is disputed no longer, and whoever asked reads why', async () => {
    ;(await ask('面积不对', true)).ok()
    const wish = { ...at(), reason: '面积录错', reissue: false }
    const accountant = await staffWith(deps, [roleIn(place, 'accountant')])
    const [told] = await queued('messages', async () => (await callAs(app, accountant, billingApi.voidBill, wish)).ok())
    const bill = await loadBill(place.ctx, place.communityId, room.roomId, billId)
    expect([bill.state, bill.dispute, bill.disputes?.map(({ to }) => to)]).toEqual(['void', undefined, ['2026-11-22']])
    expect(told).toMatchObject({ facts: { settled: true }, accountIds: [owner.accountId] })
    expect((await mine()).question).toMatchObject({
      state: 'closed',
      entries: [{}, { kind: 'settled', text: '这张账单已经作废：面积录错' }],
    })
    expect(await waiting()).toEqual([])
  })

  it('is disputed only by who owes it, and while it is open', async () => {
    const family = await accountWith(deps, [home('family')])
    expect((await mine(family)).mayDispute).toBe(false)
    expect((await ask('家人不能代为提出', true, family)).code).toBe('billing.not_disputable')
    ;(await ask('家人可以问', false, family)).ok()
    ;(await ask('业主提出', true)).ok()
    expect((await callAs(app, family, questionApi.withdrawDispute, at())).code).toBe('access.forbidden')
    const paid = await makeBill(place, room, { amountFen: 0 })
    await communityContext(deps, place.communityId).db.writeMany([
      { put: { ...(await loadBill(place.ctx, place.communityId, room.roomId, paid.billId)), state: 'paid' } },
    ])
    const wish = { ...at(), billId: paid.billId, text: '已缴的', disputes: true }
    expect((await callAs(app, owner, questionApi.askQuestion, wish, deps.newId())).code).toBe('billing.not_disputable')
  })
})

describe('who asked', () => {
  it('takes what they asked along, and is replaced when the account is deleted', async () => {
    ;(await ask('怎么算的', true)).ok()
    const actor = {
      kind: 'account' as const,
      accountId: owner.accountId,
      sessionKey: '',
      homes: [home('owner', room.occupancies[0]?.personId)],
    }
    const ctx = testContext(deps, actor)
    const { sections } = await exportMyData(ctx)
    expect(sections.find(({ title }) => title === '账单咨询')?.lines.join()).toContain('提出异议：怎么算的')
    const bodies = await queued('jobs', () => deleteAccount(ctx))
    const forget = bodies.flatMap(body => ForgetAskerBody.safeParse(body).data ?? [])
    expect(forget.length).toBeGreaterThan(0)
    await expect(askQuestion(ctx, { ...at(), text: '晚了一步' })).rejects.toThrow('a condition did not hold')
    for (let twice = 0; twice < 2; twice++) for (const body of forget) await forgetAsker(deps, body)
    const { entries, disputedSince } = await seen()
    expect(entries).toMatchObject([{ name: deletedAccountName, text: '怎么算的' }])
    expect(entries[0]?.personId).toBeUndefined()
    expect(disputedSince).toBe('2026-11-22')
  })
})
