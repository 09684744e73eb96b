import type { Bill } from '@linli/shared/billing/schema'
import { beforeAll, expect, it } from 'vitest'
import { billsOf } from '../../test/books'
import type { TestDeps } from '../../test/context'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity } from '../../test/make'
import { issue, makeFeeItem, makeMeasuredRooms } from '../../test/make-billing'
import { merchantDeps } from '../../test/payments'
import { voidBill } from '../billing/void-bill'
import { communityContext } from '../context'
import { loadBills } from '../billing/load-bills'
import { recount, recountBills } from '../dunning/count-debts'
import { debtIdOf } from '../dunning/debts'
import { refundOrder } from '../payments/refund-order'
import { countPunctuality } from './count-punctuality'
import { payers, punctuality } from './punctuality'

let deps: TestDeps
beforeAll(async () => {
  ;({ deps } = await merchantDeps({ at: '2026-08-31T04:00:00.000Z' }))
})

/** Two buildings, bills of three months that are due on the 28th; what the sealer's messages do is `follow`. */
async function estate() {
  deps.clock.set('2026-08-31T04:00:00.000Z')
  const place = await makeCommunity(deps, { merchantRef: 'linli' })
  const rooms = await makeMeasuredRooms(place, ['1-1-101', '1-1-102', '2-1-101'])
  const fees = await makeFeeItem(place)
  await issue(place, { from: '2026-09-01', to: '2026-11-30', feeItems: [fees] })
  deps.world.settle()
  const at = { communityId: place.communityId }
  const cashier = cashierAt(place, 'accountant')
  const ctx = communityContext(deps, place.communityId)
  const every = async () => (await Promise.all(rooms.map(roomId => billsOf(place, roomId)))).flat()
  const bill = async (nth: number, month: string) => {
    const found = (await every()).find(
      ({ object, period, state }) => object.id === rooms[nth] && period.from.startsWith(month) && state !== 'void',
    )
    if (!found) throw new Error('no such bill')
    return found
  }
  const follow = async (of?: Bill[]) => {
    const refs = (of ?? (await every())).map(({ billId, object }) => ({ roomId: object.id, billId }))
    await recountBills(ctx, place.communityId, refs)
    deps.world.settle()
  }
  const pay = async (nth: number, month: string, paidOn: string) => {
    deps.clock.set(`${paidOn}T04:00:00.000Z`)
    deps.world.settle()
    const order = await payAtDesk(cashier, place, [await bill(nth, month)])
    deps.world.settle()
    return order
  }
  const due = (await bill(0, '2026-09')).dueDate
  return { place, at, cashier, ctx, bill, every, follow, pay, due, rooms }
}

const asked = { year: '2026', limit: 50, order: 'room' as const }

it('says for each payer and building what was on time and how late the rest is, however often it is counted', async () => {
  const { at, ctx, follow, pay, due } = await estate()
  // The bills of a year are due on the same days: on time, three days late, still open.
  await pay(0, '2026-09', due)
  await follow()
  const late = await pay(1, '2026-09', '2026-12-31')
  expect(late.state).toBe('paid')
  await follow()
  await follow()
  const list = await payers(ctx, { ...at, ...asked })
  const [first, second, third] = list.items
  expect([first?.code, first?.onTime, first?.late, first?.open]).toEqual(['1-1-101', 1, 0, 2])
  expect([second?.code, second?.onTime, second?.late, second?.open]).toEqual(['1-1-102', 0, 1, 2])
  expect([third?.code, third?.onTime, third?.late, third?.open]).toEqual(['2-1-101', 0, 0, 3])
  const { items, whole } = await punctuality(ctx, { ...at, year: '2026' })
  expect(items.map(row => [row.building, row.bills, row.onTime, row.late, row.open])).toEqual([
    ['1', 6, 1, 1, 4],
    ['2', 3, 0, 0, 3],
  ])
  expect(whole.days).toBe(list.items.reduce((sum, { days }) => sum + days, 0))
  expect(whole.bills).toBe(9)
  // The most bills late come first, and who never was is not there; a building, and a range of months.
  const worst = await payers(ctx, { ...at, ...asked, order: 'late' })
  expect(worst.items.map(({ code }) => code)).toEqual(['1-1-102', '2-1-101', '1-1-101'])
  const inTwo = await payers(ctx, { ...at, ...asked, order: 'late', building: '2' })
  expect(inTwo.items.map(({ code }) => code)).toEqual(['2-1-101'])
  const month = due.slice(0, 7)
  const one = await punctuality(ctx, { ...at, year: '2026', from: month, to: month })
  const rows = await payers(ctx, { ...at, ...asked, from: month, to: month, building: '1' })
  expect(one.items[0]?.bills).toBe(rows.items.reduce((sum, { bills }) => sum + bills, 0))
  expect(one.whole.bills).toBeLessThanOrEqual(9)
})

it('judges whoever buys a home by their own bills', async () => {
  const { at, ctx, bill, pay, rooms, follow } = await estate()
  await pay(0, '2026-09', '2026-12-31')
  await follow()
  const { billId } = await bill(0, '2026-10')
  const [sold] = await loadBills(ctx, at.communityId, [{ roomId: rooms[0] ?? '', billId }])
  if (!sold) throw new Error('no bill')
  const payer = { ...sold.payer, personIds: [deps.newId()], name: '买方' }
  await recount(ctx, at.communityId, [{ ...sold, billId: deps.newId(), payer }])
  deps.world.settle()
  const { items } = await payers(ctx, { ...at, ...asked, building: '1' })
  const own = items.filter(({ code }) => code === '1-1-101').map(row => [row.payerName, [row.bills, row.late]])
  expect(Object.fromEntries(own)).toEqual({ '业主 1-1-101': [3, 1], 买方: [1, 0] })
})

it('follows a refund and a void, and two workers at once', async () => {
  const { at, ctx, cashier, bill, every, follow, pay, due, rooms } = await estate()
  const order = await pay(0, '2026-09', due)
  deps.clock.set('2026-12-31T04:00:00.000Z')
  const refs = (await every()).map(({ billId, object }) => ({ roomId: object.id, billId }))
  const bills = (await loadBills(ctx, at.communityId, refs)).flatMap(each => each ?? [])
  const payerOf = (each: (typeof bills)[number]) => ({
    debtId: debtIdOf(each),
    building: each.object.code.slice(0, 1),
  })
  await Promise.all([0, 1, 2].map(() => countPunctuality(ctx, bills, payerOf)))
  expect((await punctuality(ctx, { ...at, year: '2026' })).whole).toMatchObject({ bills: 9, onTime: 1, open: 8 })
  await refundOrder(cashier, { ...at, orderId: order.orderId, reason: '录错房号' })
  const october = await bill(0, '2026-10')
  await voidBill(cashier, { ...at, roomId: rooms[0] ?? '', billId: october.billId, reason: '面积有误', reissue: false })
  await follow([await bill(0, '2026-09'), october])
  expect((await punctuality(ctx, { ...at, year: '2026' })).whole).toMatchObject({ bills: 8, onTime: 0, open: 8 })
})
