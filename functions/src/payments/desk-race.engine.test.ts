import { deductions } from '@linli/shared/payments/deduction'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Channel, openChannel, resident } from '../../test/channel'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill } from '../../test/payments'
import { loadBills } from '../billing/load-bills'
import { viewBill } from '../billing/view-bill'
import { waiveLateFee } from '../billing/waive-late-fee'
import { communityContext, type Context } from '../context'
import { collect } from './collect'
import { createOrder } from './create-order'
import { startDeduction } from './deduction-lease'
import { deductionWrites } from './deduction-writes'
import { PayersLot } from './desk-lots'
import { refundOrder } from './refund-order'
import { getOrder, lotKey } from './store'
import { takePrepayment } from './take-prepayment'

let channel: Channel
let place: Place
let desk: Context

beforeAll(async () => {
  channel = await openChannel()
  place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
  desk = cashierAt(place, 'manager')
})
afterAll(() => channel.stop())

const lateFee = { clause: '第十二条', dailyRatePpm: 500, graceDays: 0 }
let floor = 0
/** A bill that bears 1.03 of late fee today, and its owner, who begins to pay it online. */
async function household() {
  floor += 1
  const room = await makeRoom(place, { code: `9-3-${floor}01`, ownerName: '李小红', phone: `1380008${1000 + floor}` })
  const bill = await makeBill(place, room, { dueDate: '2026-11-12', lateFee })
  const owner = await resident(channel, place, [room], `race-${floor}`)
  const at = { roomId: room.roomId, billId: bill.billId }
  channel.deps.world.settle()
  const begin = async () => (await createOrder(owner, { communityId: place.communityId, bills: [at] })).order.orderId
  return { bill, at, begin }
}

/** The desk's context in which an owner begins to pay right before the bills are read for the second time. */
function overtaken(begin: () => Promise<string>): { ctx: Context; orderId: () => string } {
  const { db } = desk
  const begun: string[] = []
  let reads = 0
  const getMany: typeof db.getMany = async (keys, schema, only) => {
    if (keys[0]?.sk.startsWith('bill#') && ++reads === 2) begun.push(await begin())
    return db.getMany(keys, schema, only)
  }
  const get: typeof db.get = async (key, schema) => {
    if (key.sk.startsWith('bill#') && ++reads === 2) begun.push(await begin())
    return db.get(key, schema)
  }
  return { ctx: { ...desk, db: { ...db, get, getMany } }, orderId: () => begun[0] ?? '' }
}

const stateOf = async (orderId: string) => (await getOrder(desk, orderId))?.state
const now = (at: { roomId: string; billId: string }) => loadBills(desk, place.communityId, [at])

it('an order that an owner begins while the desk takes the money is closed first: nobody pays twice', async () => {
  const { at, begin } = await household()
  const { ctx, orderId } = overtaken(begin)
  const asked = { ...at, dueFen: 20_688, amountFen: 20_688 }
  await collect(ctx, { communityId: place.communityId, bills: [asked], channel: 'cash', paidBy: '李小红' })
  expect(await stateOf(orderId())).toBe('closed')
  expect(await now(at)).toMatchObject([{ state: 'paid', paidFen: 20_585, lateFeePaidFen: 103 }])
})

it('so is one that begins while the desk gives back a part, or takes late fee off', async () => {
  const given = await household()
  const { orderId: paid } = await payAtDesk(desk, place, [given.bill], { part: 5_000 })
  const back = overtaken(given.begin)
  await refundOrder(back.ctx, { communityId: place.communityId, orderId: paid, reason: '录错了' })
  expect(await stateOf(back.orderId())).toBe('closed')
  expect(await now(given.at)).toMatchObject([{ state: 'published', paidFen: 0 }])

  const waived = await household()
  const off = overtaken(waived.begin)
  const less = { communityId: place.communityId, ...waived.at, amountFen: 103, reason: '住院' }
  await waiveLateFee(off.ctx, less)
  expect(await stateOf(off.orderId())).toBe('closed')
  expect(await now(waived.at)).toMatchObject([{ lateFeeWaivedFen: 103 }])
})

it('late fee that is waived while the desk takes it is not taken', async () => {
  const { at } = await household()
  const { communityId } = place
  const waive = () => waiveLateFee(desk, { communityId, ...at, amountFen: 103, reason: '住院' }).then(() => '')
  const { ctx } = overtaken(waive)
  const bills = [{ ...at, dueFen: 20_688, amountFen: 20_688 }]
  const taken = collect(ctx, { communityId, bills, channel: 'cash', paidBy: '李小红' })
  await expect(taken).rejects.toMatchObject({ code: 'payments.amount_changed' })
  expect(await now(at)).toMatchObject([{ state: 'published', lateFeePaidFen: 0, lateFeeWaivedFen: 103 }])
})

it('a prepayment leaves a bill alone that its owner has begun to pay since it was read', async () => {
  const { at, begin } = await household()
  const { communityId } = place
  const money = { channel: 'cash' as const, paidBy: '李小红', amountFen: 30_000 }
  const { takes } = await takePrepayment(desk, { communityId, roomId: at.roomId, ...money })
  const ctx = communityContext(channel.deps, communityId)
  const lot = await ctx.db.get(lotKey(communityId, takes?.id ?? ''), PayersLot)
  const entityId = place.community.entities[0]?.entityId ?? ''
  const lots = lot ? [{ ...lot, entityId }] : []
  const bills = (await now(at)).flatMap(bill => (bill ? [viewBill(bill, ctx.today())] : []))
  const [deduction] = deductions(bills, lots)
  if (!deduction) throw new Error('nothing to deduct')
  const lease = await startDeduction(ctx, communityId)
  const orderId = await begin()
  const { writes, marker } = deductionWrites(ctx, place.community, deduction, { lots, lease })
  await expect(ctx.db.transact(writes, marker)).rejects.toMatchObject({ name: 'ConditionFailed' })
  expect(await now(at)).toMatchObject([{ state: 'published', payingOrderId: orderId }])
})
