import { vacancyApi } from '@linli/shared/billing/vacancy-api'
import { ErrorBody } from '@linli/shared/contract'
import { overviewApi } from '@linli/shared/insight/overview-api'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { accountWith, homeIn, roleIn, staffWith } from '../../test/actors'
import { billsOf } from '../../test/books'
import { callAs, type Caller } from '../../test/call'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem } from '../../test/make-billing'
import { makeApp } from '../http'
import { SendMessageBody } from '../messages/facts'
import { messageText } from '../messages/words'
import { allRoutes } from '../registry'

let deps: TestDeps
let app: ReturnType<typeof makeApp>
let place: Place
let item: { feeItemId: string }
let room: Awaited<ReturnType<typeof makeRoom>>
let owner: Caller
let manager: Caller
let nth = 0

beforeAll(async () => {
  deps = testDeps()
  app = makeApp(deps, allRoutes)
  place = await makeCommunity(deps)
  item = await makeFeeItem(place)
  manager = await staffWith(deps, [roleIn(place, 'manager')])
})
beforeEach(async () => {
  nth += 1
  room = await makeRoom(place, { code: `8-1-${nth}01`, ownerName: '李小红', areas: { built: 10_000 } })
  owner = await accountWith(deps, [
    { ...homeIn(place, room.roomId, 'owner'), roomCode: room.code, personId: room.occupancies[0]?.personId ?? '' },
  ])
})

const at = () => ({ communityId: place.communityId, roomId: room.roomId })
const ask = (who = owner, from = '2026-11-01') =>
  callAs(app, who, vacancyApi.askVacancy, { ...at(), from, reason: '在外地工作，没有人住' })
const mine = async (who = owner) => (await callAs(app, who, vacancyApi.myVacancies, at())).ok()
const waiting = async () => {
  deps.world.settle()
  const { items } = (await callAs(app, manager, vacancyApi.listVacancies, { communityId: place.communityId })).ok()
  return items.filter(({ roomId }) => roomId === room.roomId)
}
const decide = (more: { approved: boolean; caseId?: string; reason?: string }) =>
  callAs(app, manager, vacancyApi.decideVacancy, {
    ...at(),
    from: '2026-11-01',
    to: '2027-04-30',
    inspectedOn: '2026-11-21',
    reason: '水电三个月没有走',
    ...(more.approved && { feeItemIds: [item.feeItemId], payablePct: 70 }),
    ...more,
  })

it('an owner asks, waits, is approved, and sees until when; the bill is lower', async () => {
  expect(await mine()).toEqual({ cases: [], lowered: [], mayAsk: true })
  const [asked] = (await ask()).ok().cases
  expect(asked).toMatchObject({ state: 'waiting', asked: { from: '2026-11-01', name: '李小红' } })
  expect((await ask()).code).toBe('billing.vacancy_waiting')
  expect(await waiting()).toMatchObject([{ roomCode: room.code, last: { caseId: asked?.caseId } }])
  const overview = (
    await callAs(app, manager, overviewApi.overview, { communityId: place.communityId, month: '2026-11' })
  ).ok()
  expect(overview.waiting).toContainEqual(expect.objectContaining({ kind: 'vacancy_requests', count: 1 }))
  expect((await decide({ approved: true, caseId: asked?.caseId ?? '' })).ok().items).toHaveLength(1)
  const known = await mine()
  expect(known).toMatchObject({
    cases: [
      { state: 'approved', asked: { from: '2026-11-01' }, decided: { payablePct: 70, reason: '水电三个月没有走' } },
    ],
    lowered: [{ feeItemName: '物业费', from: '2026-11-01', to: '2027-04-30', payablePct: 70 }],
    mayAsk: true,
  })
  expect(JSON.stringify(known)).not.toContain(room.occupancies[0]?.personId)
  expect(await waiting()).toEqual([])
  await issue(place, { from: '2026-12-01', to: '2026-12-31', feeItems: [item], roomIds: [room.roomId] })
  expect((await billsOf(place, room.roomId)).map(({ amountFen }) => amountFen)).toEqual([16_100])
})

it('a refusal is told with its reason and stays with the room; asked again it waits again', async () => {
  const [asked] = (await ask()).ok().cases
  const told = caught()
  ;(await decide({ approved: false, reason: '查看时有人住' })).ok()
  const [message] = told()
  expect(message?.personIds).toEqual([room.occupancies[0]?.personId])
  expect(message && Object.values(messageText(message.facts, message.at)).slice(0, 3)).toEqual([
    '空置优惠没有同意',
    `8栋1单元${nth}01 物业说：查看时有人住`,
    `billing/vacancy/index?communityId=${place.communityId}&roomId=${room.roomId}`,
  ])
  expect(await mine()).toMatchObject({
    cases: [{ caseId: asked?.caseId, state: 'refused', decided: { reason: '查看时有人住' } }],
    lowered: [],
    mayAsk: true,
  })
  ;(await ask()).ok()
  const { cases } = (await callAs(app, manager, vacancyApi.roomVacancies, at())).ok()
  expect(cases.map(({ state }) => state)).toEqual(['waiting', 'refused'])
})

it('what was taken back is not decided; what nobody asked for is a case of the office’s own', async () => {
  const [asked] = (await ask()).ok().cases
  const one = { ...at(), caseId: asked?.caseId ?? '' }
  expect((await callAs(app, owner, vacancyApi.withdrawVacancy, one)).ok()).toEqual({
    cases: [],
    lowered: [],
    mayAsk: true,
  })
  expect((await decide({ approved: true, caseId: one.caseId })).code).toBe('record.changed')
  expect((await mine()).lowered).toEqual([])
  expect((await callAs(app, owner, vacancyApi.withdrawVacancy, one)).code).toBe('record.changed')
  const told = caught()
  ;(await decide({ approved: false })).ok()
  expect(told()).toEqual([])
  expect((await mine()).cases).toMatchObject([{ state: 'refused' }])
})

it('a buyer sees nothing of the seller’s, and asks anew; a tenant does not ask', async () => {
  ;(await ask()).ok()
  ;(await decide({ approved: false, reason: '卖家的事' })).ok()
  ;(await ask()).ok()
  deps.clock.set('2026-11-23T02:00:00.000Z')
  const buyer = await accountWith(deps, [homeIn(place, room.roomId, 'owner', { from: '2026-11-23' })])
  expect(await mine(buyer)).toEqual({ cases: [], lowered: [], mayAsk: true })
  expect((await ask(buyer, '2026-11-25')).ok().cases).toHaveLength(1)
  expect(await waiting()).toMatchObject([{ last: { asked: { from: '2026-11-25' } }, count: 2 }])
  const tenant = await accountWith(deps, [homeIn(place, room.roomId, 'tenant', {}, true)])
  expect((await ask(tenant)).status).toBe(403)
  deps.clock.set('2026-11-22T04:00:00.000Z')
})

it('a decision says what it needs; a date far away is refused', async () => {
  expect((await ask(owner, '2025-01-01')).code).toBe('request.invalid')
  const empty = { ...at(), from: '2026-11-01', inspectedOn: '2026-11-21', reason: '看过', approved: true }
  const paths = async (more: object) =>
    ErrorBody.parse(
      (await callAs(app, manager, vacancyApi.decideVacancy, { ...empty, ...more })).body,
    ).error.fields?.map(({ path }) => path)
  expect([await paths({}), await paths({ feeItemIds: [item.feeItemId] })]).toEqual([['feeItemIds'], ['payablePct']])
})

/** What goes to the queue of messages from now on. */
function caught(): () => SendMessageBody[] {
  const found: SendMessageBody[] = []
  const { outbox } = deps
  const committed = outbox.committed.bind(outbox)
  outbox.committed = writes => {
    for (const write of writes)
      if ('put' in write && write.put.queue === 'messages') found.push(SendMessageBody.parse(write.put.body))
    committed(writes)
  }
  return () => {
    outbox.committed = committed
    return found
  }
}
