import { DeskLot, OpeningLot, PaidLot } from '@linli/shared/payments/held-schema'
import * as z from 'zod'
import { bare, type Part, part, pieces, type Source } from '../exports/part'
import type { CarriedOrder } from './carry-orders'
import { payersLotItem } from './desk-lots'
import { lotKey, lotsOfRoomKey, orderKey, StoredOrder } from './store'

const CarriedLot = z.discriminatedUnion('reason', [PaidLot.loose(), OpeningLot.loose(), DeskLot.loose()])
type CarriedLot = z.infer<typeof CarriedLot>

/** The prepayment lots that orders made, each with what the journal knows to have been taken of it. */
export async function lotsOf(source: Source, orders: CarriedOrder[]): Promise<CarriedLot[]> {
  const { ctx, communityId } = source
  const ids = orders.flatMap(({ lotIds, takes }) => [
    ...(lotIds ?? []),
    ...(takes?.kind === 'prepayment' ? [takes.id] : []),
  ])
  const found = await Promise.all(
    pieces(ids, 100).map(some =>
      ctx.db.getMany(
        some.map(id => lotKey(communityId, id)),
        CarriedLot,
      ),
    ),
  )
  return found.flat().flatMap(lot => (lot ? [CarriedLot.parse(asOfJournal(source, bare({ ...lot })))] : []))
}

const Taken = DeskLot.pick({ amountFen: true, leftFen: true, movements: true })

/** A lot without what was taken of it after the journal's end. */
export function asOfJournal({ seen }: Pick<Source, 'seen'>, lot: Record<string, unknown>): Record<string, unknown> {
  const { leftFen, movements = [] } = Taken.parse(lot)
  const later = movements.filter(({ sourceId }) => !seen.moved.has(sourceId))
  if (later.length === 0) return lot
  const back = later.reduce((sum, each) => sum + each.amountFen, 0)
  return { ...lot, leftFen: leftFen + back, movements: movements.filter(each => !later.includes(each)) }
}

/** Lots that orders made. Money for one room's bills stands on that room's statement, in the list of no account of here. */
export const lotsPart: Part = part({
  name: 'prepayment-lots',
  record: CarriedLot,
  read: async function* () {},
  items: async ({ ctx, communityId }, records) => {
    const ofAccounts = records.flatMap(lot => (lot.reason === 'opening' || lot.reason === 'desk' ? [] : [lot]))
    const orders = await ctx.db.getMany(
      ofAccounts.map(({ orderId }) => orderKey(orderId)),
      StoredOrder,
    )
    const atDesk = records.flatMap(lot => (lot.reason === 'desk' ? [payersLotItem({ ...lot, communityId })] : []))
    const online = ofAccounts.map((lot, i) => {
      const [roomId, other] = [...new Set(orders[i]?.shares.map(({ object }) => object.id))]
      return {
        ...(roomId && !other && { gs1pk: lotsOfRoomKey(communityId, roomId), gs1sk: lot.createdAt }),
        ...lotKey(communityId, lot.lotId),
        ...lot,
      }
    })
    return [...atDesk, ...online]
  },
})
