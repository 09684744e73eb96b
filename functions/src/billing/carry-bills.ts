import type { BillState } from '@linli/shared/billing/schema'
import * as z from 'zod'
import type { Item } from '../db'
import { bare, type Part, part, partition, type Source } from '../exports/part'
import { Lanes } from '../lanes'
import { Cover, coverItem, coverKey, coverKeyOf, thingCoverKey, thingsPk } from './cover'
import { holderItems } from './holders'
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
  items: (_, records) => [...records.map(arrivingBill), ...holderItems(records)],
})

/** Of a room, or beside a thing. */
const CarriedCover = Cover.extend({ thing: z.literal(true).optional() })
type CarriedCover = z.infer<typeof CarriedCover>

export const coversPart: Part = part({
  name: 'covers',
  record: CarriedCover,
  read: nothing,
  items: ({ communityId }, records) =>
    records.map(({ thing, ...cover }) =>
      coverItem((thing ? thingCoverKey : coverKey)(communityId, cover.roomId), cover),
    ),
})

/** What was agreed for things that had no bill when bills and journal agreed; their days came after that. */
export const thingTermsPart: Part = part({
  name: 'thing-terms',
  record: Cover,
  async *read(source) {
    const { communityId, seen } = source
    for await (const items of partition(source, { pk: thingsPk(communityId) }))
      yield items
        .map(item => Cover.parse(item))
        .filter(({ roomId }) => !seen.things.has(roomId))
        .map(cover => ({ ...cover, items: termsAlone(cover) }))
  },
  items: ({ communityId }, records) => records.map(cover => coverItem(thingCoverKey(communityId, cover.roomId), cover)),
})

const termsAlone = ({ items }: Cover): Cover['items'] =>
  Object.fromEntries(
    Object.entries(items).flatMap(([name, { terms }]) => (terms ? [[name, { ranges: [], terms }]] : [])),
  )

/** Holders under whom bills stand that are of no room. */
export async function holdersWithBills(source: Source): Promise<string[]> {
  const places = new Set<string>()
  for await (const items of partition(source, { pk: thingsPk(source.communityId) }))
    for (const item of items) for (const id of Cover.parse(item).places ?? []) places.add(id)
  for (const id of places) source.seen.holders.add(id)
  return [...source.seen.holders]
}

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
): Promise<{ bills: CarriedBill[]; covers: CarriedCover[] }> {
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
  const found = covers.filter(cover => cover !== undefined)
  for (const { places = [] } of found) for (const id of places) seen.holders.add(id)
  return { bills, covers: [...found, ...(await thingCovers(source, bills))] }
}

/** The days beside what these bills are of. */
async function thingCovers({ ctx, communityId, seen }: Source, bills: CarriedBill[]): Promise<CarriedCover[]> {
  const { pk } = thingCoverKey(communityId, '')
  const ids = [...new Set(bills.map(coverKeyOf).flatMap(key => (key.pk === pk ? key.sk : [])))]
  for (const id of ids) seen.things.add(id)
  const covers = await ctx.db.getMany(
    ids.map(id => thingCoverKey(communityId, id)),
    Cover,
  )
  return covers.flatMap(cover => (cover ? [{ ...cover, thing: true as const }] : []))
}

function leavingBill(item: Record<string, unknown>): CarriedBill {
  const { payingOrderId: _order, payingUntil: _until, ...bill } = bare(item)
  return CarriedBill.parse(bill)
}

/** What a bill still claims: a void one nothing. Its postings to `receivable` add up to this. */
export const claimOf = ({ state, amountFen, paidFen }: Pick<CarriedBill, 'state' | 'amountFen' | 'paidFen'>): number =>
  state === 'void' ? 0 : amountFen - paidFen
