import { Cycle } from '@linli/shared/billing/fee-schema'
import { sumFen } from '@linli/shared/money'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { billsOf, postingsOf } from '../../test/books'
import { type Channel, openChannel, resident } from '../../test/channel'
import { cashierAt, payAtDesk } from '../../test/desk'
import type { Bill } from '@linli/shared/billing/schema'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem, measureAgain } from '../../test/make-billing'
import { createOrder } from '../payments/create-order'
import { lotsOfRoom } from '../payments/opening-lots'
import { refundPrepayment } from '../payments/refund-prepayment'
import { deduct } from '../payments/deduct'
import { getOrder } from '../payments/store'
import { adjustBill, previewAdjustment } from './adjust-bill'
import { createMeter } from './create-meter'
import { saveReadings } from './save-readings'
import { statement } from './statement'
import { voidBill } from './void-bill'

const december = { from: '2026-12-01', to: '2026-12-31' }
const monthly = Cycle.parse({ kind: 'month' })
let channel: Channel
let place: Place
let feeItemId: string

beforeAll(async () => {
  channel = await openChannel()
  place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
  feeItemId = (await makeFeeItem(place)).feeItemId
})
afterAll(() => channel.stop())

let floor = 0
/** A bill of 230.00 of a room that turns out to have another area. */
async function billed() {
  floor += 1
  const { communityId } = place
  const room = await makeRoom(place, { code: `6-1-${floor}01`, ownerName: `业主${floor}`, areas: { built: 10_000 } })
  const { roomId } = room
  await issue(place, { ...december, feeItems: [{ feeItemId }], roomIds: [roomId] })
  const [bill] = await billsOf(place, roomId)
  if (!bill) throw new Error('no bill')
  const at = { communityId, roomId, billId: bill.billId }
  const adjust = async () => {
    const { amountFen } = await previewAdjustment(place.ctx, at)
    return adjustBill(place.ctx, { ...at, amountFen, reason: '面积更正' })
  }
  const voided = (billId: string) => voidBill(place.ctx, { ...at, billId, reason: '补差有误', reissue: false })
  const lots = () => {
    channel.deps.world.settle()
    return lotsOfRoom(place.ctx, communityId, roomId)
  }
  return { room, bill, at, adjust, voided, lots, measure: (built: number) => measureAgain(place, roomId, built) }
}

const pay = (...bills: Bill[]) => {
  channel.deps.world.settle()
  return payAtDesk(cashierAt(place), place, bills)
}

/** What the journal says of a room by account; bills and statement say the same. */
async function books({ communityId, roomId }: { communityId: string; roomId: string }) {
  const lines = (await postingsOf(place)).flatMap(posting => posting.lines).filter(line => line.objectId === roomId)
  const of = (account: string) => sumFen(lines.filter(line => line.account === account).map(line => line.amountFen))
  const live = (await billsOf(place, roomId)).filter(({ state }) => state !== 'void')
  expect(of('receivable')).toBe(sumFen(live.map(({ amountFen, paidFen }) => amountFen - paidFen)))
  channel.deps.world.settle()
  const { after } = await statement(place.ctx, { communityId, roomId, from: '2026-11-01', to: '2026-12-31' })
  expect(after).toMatchObject({ receivableFen: of('receivable'), prepaymentFen: 0 - of('prepayment') })
  return { receivable: of('receivable'), prepayment: 0 - of('prepayment') }
}

describe('补差', () => {
  it('of an unpaid bill that was too high lowers what is due on it; one that was too low is a bill to pay', async () => {
    const { bill, at, adjust, measure, lots } = await billed()
    await measure(8950)
    const low = await adjust()
    expect(low.adjustment).toMatchObject({
      amountFen: -2_415,
      state: 'paid',
      rev: 1,
      feeItemName: '物业费（补差）',
      adjusts: { billId: bill.billId, reason: '面积更正' },
      credit: { toBillFen: 2_415, lotFen: 0 },
    })
    expect(low.original).toMatchObject({
      state: 'part_paid',
      dueFen: 20_585,
      adjustedBy: [low.adjustment.billId],
    })
    expect(await lots()).toEqual([])
    expect(await books(at)).toEqual({ receivable: 20_585, prepayment: 0 })
    await measure(12_000)
    const high = await adjust()
    expect(high.adjustment).toMatchObject({ amountFen: 27_600 - 20_585, state: 'published', rev: 2 })
    expect(high.original.adjustedBy).toEqual([low.adjustment.billId, high.adjustment.billId])
    await pay(high.adjustment, low.original)
    expect(await books(at)).toEqual({ receivable: 0, prepayment: 0 })
    await expect(adjust()).rejects.toMatchObject({
      code: 'billing.cannot_adjust',
      message: expect.stringContaining('没有变'),
    })
    await expect(previewAdjustment(place.ctx, { ...at, billId: high.adjustment.billId })).rejects.toMatchObject({
      message: expect.stringContaining('原账单'),
    })
  })

  it('of a paid bill becomes a prepayment of its payer, which pays the next bill or goes back at the desk', async () => {
    const { room, bill, at, adjust, measure, lots } = await billed()
    const cashier = cashierAt(place, 'manager')
    await pay(bill)
    await measure(8950)
    const { adjustment, original } = await adjust()
    expect(original).toMatchObject({ state: 'paid', paidFen: 23_000 })
    expect(await lots()).toMatchObject([
      { reason: 'credit', amountFen: 2_415, payer: bill.payer, billId: adjustment.billId, channel: 'cash' },
    ])
    expect(await books(at)).toEqual({ receivable: 0, prepayment: 2_415 })
    await refundPrepayment(cashier, {
      communityId: place.communityId,
      lotId: adjustment.credit?.lotId ?? '',
      amountFen: 1_000,
      reason: '退差额',
    })
    await issue(place, { from: '2027-01-01', to: '2027-01-31', feeItems: [{ feeItemId }], roomIds: [room.roomId] })
    channel.deps.world.settle()
    await deduct(channel.deps, place.communityId)
    expect(await books(at)).toEqual({ receivable: 20_585 - 1_415, prepayment: 0 })
  })

  it('is void with what it credited, the last one first, and not once its prepayment was used', async () => {
    const { bill, at, adjust, voided, measure, lots } = await billed()
    await measure(8950)
    const first = (await adjust()).adjustment
    await pay(bill)
    await measure(5000)
    const second = (await adjust()).adjustment
    expect(second.amountFen).toBe(11_500 - 20_585)
    await expect(voided(first.billId)).rejects.toMatchObject({ message: expect.stringContaining('后面的') })
    await expect(voided(bill.billId)).rejects.toMatchObject({ code: 'billing.cannot_void' })
    await voided(second.billId)
    expect(await lots()).toMatchObject([{ leftFen: 0 }])
    await voided(first.billId)
    expect(await books(at)).toEqual({ receivable: 2_415, prepayment: 0 })
    const again = (await adjust()).adjustment
    expect([again.amountFen, again.rev]).toEqual([11_500 - 23_000, 3])
    const spent = { communityId: place.communityId, lotId: again.credit?.lotId ?? '', amountFen: 1, reason: '退差额' }
    await refundPrepayment(cashierAt(place, 'manager'), spent)
    await expect(voided(again.billId)).rejects.toMatchObject({ message: expect.stringContaining('已经用过') })
  })

  it('closes the order that is open on the bill first; one that proves paid settles it, and the credit goes to the payer', async () => {
    for (const paid of [false, true]) {
      const { room, bill, at, adjust, measure } = await billed()
      const asked = { communityId: place.communityId, bills: [{ roomId: room.roomId, billId: bill.billId }] }
      const { order, pay } = await createOrder(await resident(channel, place, [room], `adjust-${floor}`), asked)
      await measure(8950)
      if (paid && pay) await channel.gateway.control.pay({ ...pay, decision: 'approve' })
      const { original } = await adjust()
      expect((await getOrder(place.ctx, order.orderId))?.state).toBe(paid ? 'paid' : 'closed')
      expect(original).toMatchObject(paid ? { state: 'paid' } : { state: 'part_paid', dueFen: 20_585 })
      expect(await books(at)).toEqual({ receivable: paid ? 0 : 20_585, prepayment: paid ? 2_415 : 0 })
    }
  })

  it('of a meter corrects the billed reading with it; two at once build on each other', async () => {
    const { room, at } = await billed()
    const formula = { kind: 'meter' as const, meter: 'cold_water' as const }
    const water = await makeFeeItem(place, { name: '水费', formula, cycle: monthly, timing: 'postpaid', price: 50_000 })
    const { communityId } = place
    const where = { kind: 'room', roomId: room.roomId } as const
    const meter = await createMeter(place.ctx, {
      communityId,
      type: 'cold_water',
      at: where,
      number: 'W-1',
      reading: 0,
      readOn: '2026-10-31',
    })
    const readings = [{ roomId: room.roomId, meterId: meter.meterId, value: 10_000 }]
    await saveReadings(place.ctx, { communityId, readOn: '2026-11-21', readings })
    channel.deps.world.settle()
    await issue(place, { from: '2026-11-01', to: '2026-11-30', feeItems: [water], roomIds: [room.roomId] })
    const bill = (await billsOf(place, room.roomId)).find(each => each.feeItemId === water.feeItemId)
    const wrong = { ...at, billId: bill?.billId ?? '', amountFen: -2_000, reason: '抄错了', reading: 6_000 }
    const both = await Promise.allSettled([adjustBill(place.ctx, wrong), adjustBill(place.ctx, wrong)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(adjustBill(place.ctx, { ...at, amountFen: 1, reason: '抄错了', reading: 1 })).rejects.toMatchObject({
      message: expect.stringContaining('不是按读数'),
    })
    expect(await books(at)).toEqual({ receivable: 23_000 + 3_000, prepayment: 0 })
  })
})
