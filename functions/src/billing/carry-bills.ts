import type { BillState } from '@linli/shared/billing/schema'
import type * as z from 'zod'
import type { Item } from '../db'
import { bare, type Part, part, partition, type Source } from '../exports/part'
import { Lanes } from '../lanes'
import { Cover, coverKey } from './cover'
import { billItem, billKey, doneIndexes, StoredBill } from './store'

export const CarriedBill = StoredBill.omit({ pk: true, sk: true, payingOrderId: true, payingUntil: true }).loose()
export type CarriedBill = z.infer<typeof CarriedBill>
const isOpen = (state: BillState) => state === 'published' || state === 'part_paid'

/** Read room by room: see `billingOfRooms`. */
const nothing = async function* () {}

export const billsPart: Part = part({
  name: 'bills',
  record: CarriedBill,
  read: nothing,
  items: (_, records) => records.map(arrivingBill),
})

export const coversPart: Part = part({
  name: 'covers',
  record: Cover,
  read: nothing,
  items: ({ communityId }, records) => records.map(cover => ({ ...coverKey(communityId, cover.roomId), ...cover })),
})

function arrivingBill({ shard, ...bill }: CarriedBill): Item {
  const { communityId, object, billId, period } = bill
  const item = billItem(bill, shard)
  if (isOpen(bill.state)) return item
  const { gs3pk: _pk, gs3sk: _sk, ...closed } = item
  return { ...closed, ...doneIndexes(communityId, object.id, billId, period.from) }
}

const lanes = 8

/** The bills and covered days of these rooms, consistently, at most 100 rooms. */
export async function billingOfRooms(
  source: Source,
  roomIds: string[],
): Promise<{ bills: CarriedBill[]; covers: Cover[] }> {
  const { ctx, communityId, seen } = source
  const covers = await ctx.db.getMany(
    roomIds.map(roomId => coverKey(communityId, roomId)),
    Cover,
  )
  const bills: CarriedBill[] = []
  const work = new Lanes(lanes)
  for (const roomId of roomIds)
    await work.add(async () => {
      const { pk } = billKey(communityId, roomId, '')
      for await (const items of partition(source, { pk, begins: 'bill#' })) bills.push(...items.map(leavingBill))
    })
  await work.drained()
  for (const { payer } of bills) for (const id of [...payer.personIds, ...(payer.alsoLiable ?? [])]) seen.people.add(id)
  return { bills, covers: covers.filter(cover => cover !== undefined) }
}

function leavingBill(item: Record<string, unknown>): CarriedBill {
  const { payingOrderId: _order, payingUntil: _until, ...bill } = bare(item)
  return CarriedBill.parse(bill)
}

/** What a bill still claims: a void one nothing. Its postings to `receivable` add up to this. */
export const claimOf = ({ state, amountFen, paidFen }: Pick<CarriedBill, 'state' | 'amountFen' | 'paidFen'>): number =>
  state === 'void' ? 0 : amountFen - paidFen
