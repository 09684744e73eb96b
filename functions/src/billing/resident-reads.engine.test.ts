import { billingApi } from '@linli/shared/billing/api'
import { insightApi } from '@linli/shared/insight/api'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callbackApp } from '../../test/channel'
import { accountWith, homeIn } from '../../test/actors'
import { callAs, type Caller } from '../../test/call'
import type { TestDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem } from '../../test/make-billing'
import { makeBill, makeOrder, merchantDeps, noticeOf, post } from '../../test/payments'
import { makeApp } from '../http'
import { routes as insight } from '../insight/routes'
import { routes as billing } from './routes'

type Room = Awaited<ReturnType<typeof makeRoom>>
let world: Awaited<ReturnType<typeof merchantDeps>>
let deps: TestDeps
let app: ReturnType<typeof makeApp>
let place: Place
let room: Room
let owner: Caller & { accountId: string }
let floor = 0

beforeAll(async () => {
  world = await merchantDeps()
  deps = world.deps
  app = makeApp(deps, [...billing, ...insight])
  place = await makeCommunity(deps, { merchantRef: 'linli' })
})
beforeEach(async () => {
  floor += 1
  deps.clock.set('2026-11-22T04:00:00.000Z')
  room = await makeRoom(place, { code: `4-1-${floor}01`, ownerName: '李小红', phone: `1380003${String(1000 + floor)}` })
  owner = await accountWith(deps, [ownHome()])
})

const ownHome = (dates: { from?: string; to?: string } = {}) => ({
  ...homeIn(place, room.roomId, 'owner', dates),
  personId: room.occupancies[0]?.personId ?? '',
})
const at = () => ({ communityId: place.communityId, roomId: room.roomId })
const home = async (who: Caller = owner) => (await callAs(app, who, insightApi.home, at())).ok()
const open = async (who: Caller = owner) => (await callAs(app, who, billingApi.myBills, at())).ok().items
const terms = { clause: '第十二条', dailyRatePpm: 500, graceDays: 0 }

describe('what a household sees', () => {
  it('is what it owes, late fee included, the earliest due date that is not past, and what is overdue', async () => {
    await makeBill(place, room, { dueDate: '2026-11-12', lateFee: terms })
    await makeBill(place, room, { dueDate: '2026-12-28' })
    deps.world.settle()
    const seen = await home()
    expect(seen.due).toEqual({ count: 2, amountFen: 20_585 * 2 + 103, overdue: 1, nextDueDate: '2026-12-28' })
    expect(seen.bills.map(({ overdueDays, dueFen }) => [overdueDays, dueFen])).toEqual([
      [10, 20_585],
      [0, 20_585],
    ])
    const [first] = await open()
    expect(first).toMatchObject({ lateFeeFen: 103, dueFen: 20_585 })
  })

  it('turns with midnight in Beijing, whatever the host’s zone', async () => {
    await makeBill(place, room, { dueDate: '2028-02-29', lateFee: terms })
    deps.world.settle()
    deps.clock.set('2028-02-29T15:59:59.000Z')
    owner = await accountWith(deps, [ownHome()])
    expect((await open())[0]).toMatchObject({ overdueDays: 0, lateFeeFen: 0 })
    deps.clock.set('2028-02-29T16:00:00.000Z')
    expect((await open())[0]).toMatchObject({ overdueDays: 1, lateFeeFen: 10 })
  })

  it('never shows as owed what was paid a moment ago, though the index still says so', async () => {
    const bill = await makeBill(place, room)
    const order = await makeOrder(place, [bill], world.merchant, owner.accountId)
    deps.world.settle()
    expect((await home()).confirming).toMatchObject({ orderId: order.orderId, amountFen: 20_585 })
    deps.world.holdReaders()
    expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, order))).status).toBe(204)
    const seen = await home()
    expect(seen.due.count).toBe(0)
    expect(seen.confirming).toBeUndefined()
    expect(await open()).toEqual([])
    deps.world.settle()
    const paid = (await callAs(app, owner, billingApi.myBills, { ...at(), show: 'paid' })).ok()
    expect(paid.items.map(({ billId, state }) => [billId, state])).toEqual([[bill.billId, 'paid']])
  })

  it('does not hold another household’s order as one’s own', async () => {
    const bill = await makeBill(place, room)
    await makeOrder(place, [bill], world.merchant)
    deps.world.settle()
    expect((await home()).confirming).toBeUndefined()
  })

  it('says by which standard a bill is charged, and the ground of it', async () => {
    const feeItem = await makeFeeItem(place)
    await issue(place, { from: '2026-12-01', to: '2026-12-31', feeItems: [feeItem], roomIds: [room.roomId] })
    deps.world.settle()
    const [bill] = await open()
    const one = (await callAs(app, owner, billingApi.myBill, { ...at(), billId: bill?.billId ?? '' })).ok()
    expect(one.standards).toEqual([
      {
        tariffId: one.lines[0]?.tariffId,
        from: '2020-01-01',
        price: 23_000,
        per: 'month',
        ground: { kind: 'contract', text: '物业服务合同 第八条' },
      },
    ])
  })

  it('is nothing of the seller’s for a buyer, nor the developer’s for anyone', async () => {
    const bill = await makeBill(place, room)
    await makeBill(place, room, { payer: { kind: 'developer', personIds: [deps.newId()], name: '建设公司' } })
    deps.world.settle()
    const buyer = await accountWith(deps, [homeIn(place, room.roomId, 'owner', { from: '2026-11-22' })])
    expect(await open(buyer)).toEqual([])
    const one = await callAs(app, buyer, billingApi.myBill, { ...at(), billId: bill.billId })
    expect(one.code).toBe('record.not_found')
    expect(await open()).toHaveLength(1)
  })

  it('is shown to family and tenants only by the owner’s grant, within their dates', async () => {
    await makeBill(place, room, { period: { from: '2026-11-01', to: '2026-11-30' } })
    await makeBill(place, room, { period: { from: '2026-09-01', to: '2026-09-30' } })
    deps.world.settle()
    const family = await accountWith(deps, [homeIn(place, room.roomId, 'family')])
    expect(await home(family)).toMatchObject({ seesBills: false, bills: [], due: { count: 0 } })
    expect((await callAs(app, family, billingApi.myBills, at())).code).toBe('access.forbidden')
    const granted = await accountWith(deps, [homeIn(place, room.roomId, 'tenant', { from: '2026-11-10' }, true)])
    expect((await open(granted)).map(({ period }) => period.from)).toEqual(['2026-11-01'])
    const gone = await accountWith(deps, [homeIn(place, room.roomId, 'tenant', { to: '2026-11-21' }, true)])
    expect((await callAs(app, gone, billingApi.myBills, at())).code).toBe('access.forbidden')
  })

  it('costs the first screen two reads beside the session’s', async () => {
    await makeBill(place, room)
    const { deps: calm } = await merchantDeps({ strict: { throttle: 0, unprocessed: 0, emptyPage: 0 } })
    const sent: string[] = []
    calm.dynamo.middlewareStack.add(
      next => args => {
        sent.push(args.input.constructor === Object && 'RequestItems' in args.input ? 'BatchGet' : 'Query')
        return next(args)
      },
      { step: 'initialize' },
    )
    const answer = await callAs(makeApp(calm, insight), owner, insightApi.home, at())
    expect(answer.ok().due.count).toBe(1)
    expect(sent).toEqual(['BatchGet', 'Query', 'BatchGet'])
  })
})
