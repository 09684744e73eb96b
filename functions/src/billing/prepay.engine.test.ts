import type { AtOnce } from '@linli/shared/billing/discounts'
import type { FeeItem } from '@linli/shared/billing/fee-schema'
import { offsOf, together } from '@linli/shared/billing/purchase'
import { sumFen } from '@linli/shared/money'
import { wholeDue } from '@linli/shared/payments/part-payment'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { billsOf, postingsOf } from '../../test/books'
import { type Channel, openChannel, resident } from '../../test/channel'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem, makeRun, publish } from '../../test/make-billing'
import { checkOrder } from '../payments/check-order'
import { collect } from '../payments/collect'
import { createOrder } from '../payments/create-order'
import { deduct } from '../payments/deduct'
import { receiptOf } from '../payments/receipts'
import { getOrder } from '../payments/store'
import { refundOrder } from '../payments/refund-order'
import { takePrepayment } from '../payments/take-prepayment'
import { addTariff } from './add-tariff'
import { cancelMyPrepay, cancelPrepay } from './cancel-prepay'
import { loadFeeItem } from './fee-item-store'
import { prepayForRoom, prepayMine } from './prepay'
import { myPrepayOffers, prepayOffers } from './prepay-offers'
import { statement } from './statement'
import { updateFeeItem } from './update-fee-item'

let channel: Channel
let place: Place
let feeItemId: string
const monthly = 23_000

beforeAll(async () => {
  channel = await openChannel()
  place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
  feeItemId = (await makeFeeItem(place)).feeItemId
})
afterAll(() => channel.stop())

async function offered(atOnce?: AtOnce, prepayMonths = 12) {
  const { tariffs: _tariffs, version, ...item } = await loadFeeItem(place.ctx, place.communityId, feeItemId)
  await updateFeeItem(place.ctx, { ...item, version, prepayMonths, atOnce })
}

let floor = 0
/** A room of 230.00 a month, billed to the end of November. */
async function billed() {
  floor += 1
  const room = await makeRoom(place, { code: `6-1-${floor}01`, ownerName: `业主${floor}`, areas: { built: 10_000 } })
  await issue(place, { from: '2026-11-01', to: '2026-11-30', feeItems: [{ feeItemId }], roomIds: [room.roomId] })
  channel.deps.world.settle()
  const at = { communityId: place.communityId, roomId: room.roomId }
  return { room, at, cashier: cashierAt(place, 'manager') }
}

/** What bills, journal and statement say of a room; they agree. */
async function books(at: { communityId: string; roomId: string }) {
  const postings = await postingsOf(place)
  for (const { lines } of postings) expect(sumFen(lines.map(({ amountFen }) => amountFen))).toBe(0)
  const own = postings.flatMap(({ lines }) => lines).filter(({ objectId }) => objectId === at.roomId)
  const of = (name: string) => sumFen(own.filter(({ account }) => account === name).map(({ amountFen }) => amountFen))
  const live = (await billsOf(place, at.roomId)).filter(({ state }) => state !== 'void')
  expect(of('receivable')).toBe(sumFen(live.map(({ amountFen, paidFen }) => amountFen - paidFen)))
  channel.deps.world.settle()
  const { after } = await statement(place.ctx, { ...at, from: '2026-11-01', to: '2028-12-31' })
  expect(after.receivableFen).toBe(of('receivable'))
  return { receivable: of('receivable'), discount: of('discount'), revenue: of('revenue') }
}

const buy = (at: { communityId: string; roomId: string }, count: number, amountFen = count * monthly) =>
  prepayForRoom(cashierAt(place), { ...at, feeItemId, count, amountFen })

describe('预缴', () => {
  it('issues the next months at once, up to the setting, at the prices that are decided; a run finds them billed', async () => {
    await offered(undefined, 3)
    const { at } = await billed()
    const { offers } = await prepayOffers(cashierAt(place), at)
    expect(offers).toMatchObject([{ feeItemId, periods: [{ from: '2026-12-01', amountFen: monthly }, {}, {}] }])
    await addTariff(place.ctx, {
      communityId: at.communityId,
      feeItemId,
      from: '2027-02-15',
      price: 30_000,
      ground: { kind: 'vote', text: '业主大会第 3 号' },
    })
    const dearer = 11_500 + 15_000
    await expect(buy(at, 3)).rejects.toMatchObject({ code: 'payments.amount_changed' })
    const run = await makeRun(place, {
      from: '2026-12-01',
      to: '2026-12-31',
      feeItems: [{ feeItemId }],
      roomIds: [at.roomId],
    })
    const { bills } = await buy(at, 3, 2 * monthly + dearer)
    expect(bills.map(({ amountFen, dueDate }) => [amountFen, dueDate])).toEqual([
      [monthly, '2026-12-28'],
      [monthly, '2027-01-28'],
      [dearer, '2027-02-28'],
    ])
    await publish(place, run)
    await issue(place, { from: '2027-01-01', to: '2027-03-31', feeItems: [{ feeItemId }], roomIds: [at.roomId] })
    const all = (await billsOf(place, at.roomId)).map(({ period }) => period.from)
    expect(all.sort()).toEqual(['2026-11-01', '2026-12-01', '2027-01-01', '2027-02-01', '2027-03-01'])
    expect((await prepayOffers(cashierAt(place), at)).offers).toEqual([])
  })

  it('is the payer’s alone on the phone, and cancelled whole until money came for it', async () => {
    await offered(undefined)
    const { room, at } = await billed()
    const me = await resident(channel, place, [room], 'prepay')
    const { offers } = await myPrepayOffers(me, at)
    const amountFen = sumFen((offers[0]?.periods ?? []).slice(0, 2).map(each => each.amountFen))
    const { bills } = await prepayMine(me, { ...at, feeItemId, count: 2, amountFen })
    const { billId = '', purchase } = bills[0] ?? {}
    const purchaseId = purchase?.purchaseId ?? ''
    expect(await cancelMyPrepay(me, { ...at, billId, purchaseId })).toEqual({ count: 2 })
    expect((await books(at)).receivable).toBe(monthly)
    const again = (await prepayMine(me, { ...at, feeItemId, count: 2, amountFen })).bills
    channel.deps.world.settle()
    await payAtDesk(cashierAt(place), place, again.slice(0, 1))
    const paid = { ...at, billId: again[1]?.billId ?? '', purchaseId: again[1]?.purchase?.purchaseId ?? '' }
    await expect(cancelPrepay(cashierAt(place), paid)).rejects.toMatchObject({ code: 'billing.cannot_void' })
    const other = await resident(channel, place, [(await billed()).room], 'neighbour')
    await expect(myPrepayOffers(other, at)).rejects.toMatchObject({ code: 'access.forbidden' })
  })
})

describe('一次缴满 n 个月', () => {
  it('takes one discount off the sum, frozen in the order, on receipt, journal and statement; months apart get none', async () => {
    await offered({ kind: 'months_at_once', months: 3, rateBp: 333 })
    const { room, at } = await billed()
    const amounts = (await prepayOffers(cashierAt(place), at)).offers[0]?.periods.slice(0, 3) ?? []
    const grossFen = sumFen(amounts.map(each => each.amountFen))
    const offFen = Math.round((grossFen * 333) / 10_000)
    const { bills } = await buy(at, 3, grossFen)
    for (const { purchase } of bills) expect(purchase && sumFen([...offsOf(purchase).values()])).toBe(offFen)
    expect(sumFen(together(bills.slice(1)).map(wholeDue))).toBe(grossFen - (amounts[0]?.amountFen ?? 0))
    // What lies with the office waits for the months: it would take them one by one.
    await takePrepayment(cashierAt(place), { ...at, channel: 'cash', paidBy: '业主', amountFen: 30_000 })
    channel.deps.world.settle()
    await deduct(channel.deps, at.communityId)
    const me = await resident(channel, place, [room], 'at-once')
    const asked = bills.map(({ billId }) => ({ roomId: at.roomId, billId }))
    const short = await createOrder(me, { communityId: at.communityId, bills: asked.slice(0, 2) })
    expect(short.order.amountFen).toBe(sumFen(amounts.slice(0, 2).map(each => each.amountFen)))
    const { order, pay } = await createOrder(me, { communityId: at.communityId, bills: asked })
    expect(order.amountFen).toBe(grossFen - offFen)
    if (pay) await channel.gateway.control.pay({ ...pay, decision: 'approve' })
    await checkOrder(me, order.orderId)
    const paid = await getOrder(me, order.orderId)
    const receipt = paid && receiptOf(paid)
    expect(receipt?.amountFen).toBe(grossFen - offFen)
    expect(paid?.shares[0]?.computation).toMatch(/一次付满 3 个月优惠 3.33% -/)
    expect(await books(at)).toMatchObject({ receivable: 0, discount: offFen, revenue: -(monthly + grossFen) })
  })
})

describe('交 n 送 m', () => {
  it('gives the last m for nothing at the desk when all is paid in one go; nothing goes back but all of it', async () => {
    await offered({ kind: 'pay_get', pay: 2, get: 1 })
    const { at, cashier } = await billed()
    const periods = (await prepayOffers(cashier, at)).offers[0]?.periods.slice(0, 4) ?? []
    const grossFen = sumFen(periods.map(each => each.amountFen))
    const { bills } = await buy(at, 4, grossFen)
    channel.deps.world.settle()
    const whole = together(bills)
    const freeFen = bills[2]?.amountFen ?? 0
    expect(sumFen(whole.map(wholeDue))).toBe(grossFen - freeFen)
    const due = (i: number) => (whole[i] ? wholeDue(whole[i]) : 0)
    const asked = (amountOf: (i: number) => number) => ({
      communityId: at.communityId,
      channel: 'cash' as const,
      paidBy: '业主',
      bills: whole.map(({ billId }, i) => ({
        roomId: at.roomId,
        billId,
        dueFen: due(i),
        amountFen: amountOf(i),
      })),
    })
    // One that gets less takes the discount from all: the clerk sees other sums.
    await expect(
      collect(
        cashier,
        asked(i => (i === 0 ? 100 : due(i))),
      ),
    ).rejects.toMatchObject({
      code: 'payments.amount_changed',
    })
    const order = await collect(cashier, asked(due))
    expect(order.amountFen).toBe(grossFen - freeFen)
    expect(await books(at)).toMatchObject({ receivable: monthly, discount: freeFen })
    const refund = { communityId: at.communityId, orderId: order.orderId, reason: '卖房' }
    const last = { billId: bills[3]?.billId ?? '', amountFen: bills[3]?.amountFen ?? 0 }
    await expect(refundOrder(cashier, { ...refund, bills: [last] })).rejects.toMatchObject({
      code: 'payments.refund_too_much',
    })
    const all = bills.flatMap(({ billId, amountFen }, i) => (i === 2 ? [] : [{ billId, amountFen }]))
    const red = await refundOrder(cashier, { ...refund, bills: all })
    expect(red.amountFen).toBe(freeFen - grossFen)
    expect(await books(at)).toMatchObject({ receivable: monthly + grossFen, discount: 0 })
    // One of them void: the others are not the whole purchase any more.
    expect(sumFen(together(bills.slice(0, 3)).map(wholeDue))).toBe(grossFen - (bills[3]?.amountFen ?? 0))
  })

  it('is refused where it cannot be bought, or is not the office’s to give', async () => {
    await expect(offered({ kind: 'pay_get', pay: 10, get: 3 })).rejects.toMatchObject({ code: 'request.invalid' })
    const { tariffs: _tariffs, version, ...item } = await loadFeeItem(place.ctx, place.communityId, feeItemId)
    const atOnce = { kind: 'months_at_once' as const, months: 4, rateBp: 100 }
    const wrongs: Partial<FeeItem>[] = [
      { nature: 'collected_for_others' as const, atOnce },
      { formula: { kind: 'meter' as const, meter: 'cold_water' as const }, atOnce: undefined },
      { cycle: { kind: 'quarter' as const }, atOnce: { kind: 'pay_get' as const, pay: 3, get: 1 } },
    ]
    for (const wrong of wrongs)
      await expect(updateFeeItem(place.ctx, { ...item, version, prepayMonths: 12, ...wrong })).rejects.toMatchObject({
        code: 'request.invalid',
      })
  })
})
