import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { type BillWish, makeBill, makeOrder, merchantDeps } from '../../test/payments'
import { loadBills } from '../billing/load-bills'
import { statement } from '../billing/statement'
import { communityContext, type Context } from '../context'
import { listReceipts, orderAndRefunds } from './list-receipts'
import { monthFigures } from './month-figures'
import { refundOrder } from './refund-order'
import { refundKey, refundsOfOrder } from './refund-store'
import { seal } from './seal'
import { settle } from './settle'
import { ledgerKey } from './store'

type World = Awaited<ReturnType<typeof merchantDeps>>
let world: World
let place: Place
let desk: Context

beforeAll(async () => {
  world = await merchantDeps()
  place = await makeCommunity(world.deps, { merchantRef: 'linli' })
  desk = cashierAt(place, 'accountant')
})

let floor = 0
async function paid(wishes: BillWish[] = [{}], part?: number) {
  floor += 1
  const room = await makeRoom(place, { code: `6-1-${floor}01`, ownerName: '李小红', phone: `1380005${1000 + floor}` })
  const bills = []
  for (const wish of wishes) bills.push(await makeBill(place, room, wish))
  world.deps.world.settle()
  const order = await payAtDesk(desk, place, bills, part === undefined ? {} : { part })
  return { room, bills, order }
}
const system = () => communityContext(world.deps, place.communityId)
const now = (bills: { billId: string; object: { id: string } }[]) =>
  loadBills(
    system(),
    place.communityId,
    bills.map(({ billId, object }) => ({ roomId: object.id, billId })),
  )
function refund(orderId: string, bills?: { billId: string; amountFen: number }[]) {
  world.deps.clock.advance(1000)
  return refundOrder(desk, { communityId: place.communityId, orderId, reason: '录错了', ...(bills && { bills }) })
}
const Head = z.object({ accounts: z.record(z.string(), z.number()) })
const terms = { clause: '第十二条', dailyRatePpm: 500, graceDays: 0 }

describe('a refund at the desk', () => {
  it('of the whole opens the bills again, with a red receipt that has a number of its own; the figures follow', async () => {
    const { room, bills, order } = await paid([{ dueDate: '2026-11-12', lateFee: terms }, {}])
    const red = await refund(order.orderId)
    expect(red).toMatchObject({ amountFen: -(20_585 * 2 + 103), red: { reason: '录错了' }, cashierName: '王经理' })
    expect(await now(bills)).toMatchObject([
      { state: 'published', paidFen: 0, lateFeePaidFen: 0 },
      { state: 'published', paidFen: 0 },
    ])
    world.deps.world.settle()
    await seal(world.deps, place.communityId)
    const { items } = await listReceipts(system(), { communityId: place.communityId, year: 2026, limit: 2 })
    expect(items.map(({ serial, amountFen, red: of }) => [serial, amountFen, of?.ofSerial])).toEqual([
      ['2026-000002', -41_273, '2026-000001'],
      ['2026-000001', 41_273, undefined],
    ])
    const [figures] = await monthFigures(system(), place.communityId, ['2026-11'])
    expect([figures?.collectedFen, figures?.received.get('22')]).toEqual([0, 0])
    const at = { communityId: place.communityId, roomId: room.roomId, from: '2026-11-22', to: '2026-11-22' }
    world.deps.world.settle()
    const stated = await statement(system(), at)
    expect(stated.items.filter(({ kind }) => kind === 'refund').map(({ amountFen }) => amountFen)).toEqual([
      20_585, 20_585,
    ])
    expect([stated.after.receivableFen, stated.paidFen]).toEqual([41_170, 0])
    // Late fee accrues as if nothing had been paid, and the bill can be paid once more.
    expect(await payAtDesk(desk, place, bills)).toMatchObject({ amountFen: 41_273 })
  })

  it('of a part leaves the rest paid, and never gives back more than came', async () => {
    const { bills, order } = await paid([{}, {}])
    const [one, two] = bills
    await refund(order.orderId, [{ billId: one?.billId ?? '', amountFen: 5_000 }])
    expect(await now(bills)).toMatchObject([{ state: 'part_paid', paidFen: 15_585 }, { state: 'paid' }])
    const tooMuch = [{ billId: one?.billId ?? '', amountFen: 15_586 }]
    await expect(refund(order.orderId, tooMuch)).rejects.toMatchObject({ code: 'payments.refund_too_much' })
    await refund(order.orderId)
    expect((await orderAndRefunds(system(), order)).refunds?.map(({ amountFen }) => amountFen).toSorted()).toHaveLength(
      2,
    )
    expect(await now(bills)).toMatchObject([{ state: 'published' }, { state: 'published', paidFen: 0 }])
    await expect(refund(order.orderId)).rejects.toMatchObject({ code: 'payments.refund_too_much' })
    expect(two).toBeDefined()
  })

  it('asked for by several at once goes back once', async () => {
    const { bills, order } = await paid()
    const done = await Promise.allSettled([refund(order.orderId), refund(order.orderId), refund(order.orderId)])
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await now(bills)).toMatchObject([{ state: 'published', paidFen: 0 }])
    expect((await orderAndRefunds(system(), order)).refundedFen).toBe(20_585)
  })

  it('of a principal and then of the late fee that was paid apart leaves a bill on which nothing is', async () => {
    const { bills, order } = await paid([{ dueDate: '2026-11-12', lateFee: terms }], 20_585)
    const late = await payAtDesk(desk, place, bills)
    expect(late.amountFen).toBe(103)
    await refund(order.orderId)
    await refund(late.orderId)
    expect(await now(bills)).toMatchObject([{ state: 'published', paidFen: 0, lateFeePaidFen: 0 }])
  })

  it('counts every refund there was, however many', async () => {
    const { communityId } = place
    const orderId = communityId + world.deps.newId()
    const one = { orderId, communityId, channel: 'cash' as const, amountFen: 1, shares: [], reason: '零钱' }
    const by = { cashierId: world.deps.newId(), cashierName: '王经理', at: system().now() }
    const refunds = Array.from({ length: 120 }, () => ({ ...one, ...by, refundId: world.deps.newId() }))
    await system().db.writeMany(refunds.map(each => ({ put: { ...refundKey(each), ...each } })))
    expect(await refundsOfOrder(system(), orderId)).toHaveLength(120)
  })

  it('is not for what was paid online', async () => {
    const room = await makeRoom(place, { code: '6-2-101', ownerName: '王明' })
    const order = await makeOrder(place, [await makeBill(place, room)], world.merchant)
    const paidAt = new Date(world.deps.nowMs()).toISOString()
    await settle(system(), order, { transactionId: 't-online', paidAt, amountFen: order.amountFen })
    await expect(refund(order.orderId)).rejects.toMatchObject({ code: 'payments.not_refundable' })
  })
})

it('the journal balances, and cash is what came less what went back', async () => {
  world.deps.world.settle()
  while (!(await seal(world.deps, place.communityId))) await new Promise(resolve => setTimeout(resolve, 20))
  const { accounts } = (await system().db.get(ledgerKey(place.communityId), Head)) ?? { accounts: {} }
  expect(Object.values(accounts).reduce((sum, fen) => sum + fen, 0)).toBe(0)
  expect(accounts.channel_cash).toBe(41_273 + 20_585)
})
