import { sumFen } from '@linli/shared/money'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { billsOf, postingsOf } from '../../test/books'
import { type Channel, openChannel, resident } from '../../test/channel'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem, measureAgain } from '../../test/make-billing'
import { previewAdjustment } from '../billing/adjust-bill'
import { statement } from '../billing/statement'
import { loadFeeItem } from '../billing/fee-item-store'
import { updateFeeItem } from '../billing/update-fee-item'
import { checkOrder } from './check-order'
import { createOrder } from './create-order'
import { deduct } from './deduct'
import { deskRoom } from './desk-room'
import { refundOrder } from './refund-order'
import { takePrepayment } from './take-prepayment'

let channel: Channel
let place: Place
let feeItemId: string

beforeAll(async () => {
  channel = await openChannel()
  place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
  feeItemId = (await makeFeeItem(place)).feeItemId
  const { tariffs: _tariffs, version, ...item } = await loadFeeItem(place.ctx, place.communityId, feeItemId)
  await updateFeeItem(place.ctx, { ...item, version, onTimeBp: 500 })
})
afterAll(() => channel.stop())

let floor = 0
/** A bill of 230.00, 5 % less when it is paid by 19 December. */
async function billed() {
  floor += 1
  const room = await makeRoom(place, { code: `8-1-${floor}01`, ownerName: `业主${floor}`, areas: { built: 10_000 } })
  const roomIds = [room.roomId]
  await issue(place, { from: '2026-11-01', to: '2026-11-30', feeItems: [{ feeItemId }], roomIds })
  channel.deps.world.settle()
  const [bill] = await billsOf(place, room.roomId)
  if (!bill) throw new Error('no bill')
  return { room, bill, at: { communityId: place.communityId, roomId: room.roomId } }
}

/** Each account of a room's postings; bills and statement say the same. */
async function books(at: { communityId: string; roomId: string }) {
  const postings = await postingsOf(place)
  for (const { lines } of postings) expect(sumFen(lines.map(({ amountFen }) => amountFen))).toBe(0)
  const own = postings.flatMap(({ lines }) => lines).filter(({ objectId }) => objectId === at.roomId)
  const of = (name: string) => sumFen(own.filter(({ account }) => account === name).map(({ amountFen }) => amountFen))
  const bills = await billsOf(place, at.roomId)
  expect(of('receivable')).toBe(sumFen(bills.map(({ amountFen, paidFen }) => amountFen - paidFen)))
  channel.deps.world.settle()
  const { after } = await statement(place.ctx, { ...at, from: '2026-11-01', to: '2026-12-31' })
  expect(after.receivableFen).toBe(of('receivable'))
  return { receivable: of('receivable'), discount: of('discount') }
}

describe('按时缴优惠', () => {
  it('is taken off who pays in full at the desk, and back with any refund of it; part of it has none', async () => {
    const { bill, at } = await billed()
    const cashier = cashierAt(place, 'manager')
    expect(await deskRoom(cashier, at)).toMatchObject({ bills: [{ dueFen: 23_000, discountFen: 1_150 }] })
    const order = await payAtDesk(cashier, place, [bill])
    expect(order).toMatchObject({ amountFen: 21_850, shares: [{ principalFen: 21_850, discountFen: 1_150 }] })
    expect(order.shares[0]?.computation).toMatch(/按时缴优惠 -11\.50/)
    expect(await books(at)).toEqual({ receivable: 0, discount: 1_150 })
    await measureAgain(place, at.roomId, 8_000)
    const asked = { ...at, billId: bill.billId }
    await expect(previewAdjustment(place.ctx, asked)).rejects.toMatchObject({ code: 'billing.cannot_adjust' })
    const part = { communityId: at.communityId, orderId: order.orderId, reason: '多收' }
    await refundOrder(cashier, { ...part, bills: [{ billId: bill.billId, amountFen: 10_000 }] })
    expect(await books(at)).toEqual({ receivable: 11_150, discount: 0 })
    await refundOrder(cashier, part)
    expect(await books(at)).toEqual({ receivable: 23_000, discount: 0 })
    channel.deps.world.settle()
    await payAtDesk(cashier, place, [bill], { part: 1_000 })
    expect(await books(at)).toEqual({ receivable: 22_000, discount: 0 })
    const [left] = (await deskRoom(cashier, at)).bills
    expect(left).toMatchObject({ dueFen: 22_000, discountFen: 1_150 })
  })

  it('is frozen in an order, also where it is paid after midnight; a prepayment that pays in full has it too', async () => {
    const { room, bill, at } = await billed()
    channel.deps.clock.set(`${bill.dueDate}T15:58:00.000Z`)
    const me = await resident(channel, place, [room], 'on-time')
    const asked = { communityId: at.communityId, bills: [{ roomId: room.roomId, billId: bill.billId }] }
    const { order, pay } = await createOrder(me, asked)
    expect(order.amountFen).toBe(21_850)
    channel.deps.clock.advance(5 * 60_000)
    if (pay) await channel.gateway.control.pay({ ...pay, decision: 'approve' })
    await checkOrder(me, order.orderId)
    const [paid] = await billsOf(place, at.roomId)
    expect(paid).toMatchObject({ state: 'paid', paidFen: 23_000, movements: [{ discountFen: 1_150 }] })
    const late = await billed()
    channel.deps.clock.set(`${late.bill.dueDate}T16:00:00.000Z`)
    expect((await deskRoom(place.ctx, late.at)).bills[0]?.discountFen).toBeUndefined()
    channel.deps.clock.set(`${late.bill.dueDate}T04:00:00.000Z`)
    const money = { channel: 'cash' as const, paidBy: '李小红' }
    for (const amountFen of [5_000, 17_000]) {
      await takePrepayment(cashierAt(place), { ...late.at, ...money, amountFen })
      channel.deps.world.settle()
      await deduct(channel.deps, place.communityId)
    }
    const [deducted] = await billsOf(place, late.at.roomId)
    expect(deducted?.movements?.map(({ principalFen, discountFen }) => [principalFen, discountFen])).toEqual([
      [5_000, undefined],
      [18_000, 1_150],
    ])
  })

  it('is for own revenue alone', async () => {
    const { tariffs: _tariffs, version, ...item } = await loadFeeItem(place.ctx, place.communityId, feeItemId)
    const collected = { ...item, version, nature: 'collected_for_others' as const }
    await expect(updateFeeItem(place.ctx, collected)).rejects.toMatchObject({ code: 'request.invalid' })
  })
})
