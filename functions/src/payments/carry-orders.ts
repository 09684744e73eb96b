import { isOnline } from '@linli/shared/payments/rules'
import { addMonths, beijingDate, monthOf, monthStart } from '@linli/shared/time'
import * as z from 'zod'
import type { Item } from '../db'
import { bare, type Part, part, partition, type Source } from '../exports/part'
import { householdsOf } from './households-of'
import { slipsOf } from './slip-numbers'
import { lotPlaces } from './settled-lots'
import { deskReceiptPlace, orderKey, ordersOfMonthKey, receiptsKey, StoredOrder } from './store'

const CarriedOrder = StoredOrder.omit({ pk: true, sk: true })
  .extend({ lotIds: z.array(z.string()).optional() })
  .loose()
export type CarriedOrder = z.infer<typeof CarriedOrder>

/**
 * Orders of these ids, consistently, at most 100, as the journal knows them: `paidBy` has the order of each transaction in
 * it, and what came after its end is taken off again.
 */
export async function ordersAsOf(
  { ctx }: Source,
  orderIds: string[],
  paidBy: ReadonlyMap<string, string>,
): Promise<CarriedOrder[]> {
  const found = await ctx.db.getMany(orderIds.map(orderKey), z.record(z.string(), z.unknown()))
  return found.flatMap(item => {
    if (!item) return []
    const order = CarriedOrder.parse(bare(item))
    const isPaid = order.transactionId !== undefined && paidBy.get(order.transactionId) === order.orderId
    // Money that was never on its way is not there yet.
    if (!isPaid && !isOnline(order.channel)) return []
    const { lotIds, ...rest } = isPaid ? order : notPaidYet(order)
    const known = lotIds?.filter(lotId => lotsKnown(order, paidBy).has(lotId)) ?? []
    return [known.length > 0 ? { ...rest, lotIds: known } : rest]
  })
}

function notPaidYet(order: CarriedOrder): CarriedOrder {
  const {
    paidAt: _at,
    paidFen: _fen,
    transactionId: _id,
    prepaidFen: _prepaid,
    receiptSerial: _serial,
    ...rest
  } = order
  return { ...rest, state: 'closed' }
}

/** The lots that an order's known transactions made. */
const lotsKnown = (order: CarriedOrder, paidBy: ReadonlyMap<string, string>) =>
  new Set(
    [...paidBy].flatMap(([transactionId, paid]) =>
      paid === order.orderId ? lotPlaces(order, { transactionId }, order.shares).map(({ lotId }) => lotId) : [],
    ),
  )

/** The orders of each month since the first that the journal knows of, as an index shows them. */
export async function* orderIds(source: Source): AsyncGenerator<string[]> {
  const { ctx, communityId, seen } = source
  for (let month = seen.firstMonth ?? monthOf(ctx.today()); month <= monthOf(ctx.today()); month = nextMonth(month)) {
    const place = { index: 'gs1' as const, pk: ordersOfMonthKey(communityId, month) }
    for await (const items of partition(source, place)) yield items.map(({ orderId }) => String(orderId))
  }
}

export const nextMonth = (month: string): string => monthOf(addMonths(monthStart(month), 1))

/**
 * Paid orders are receipts; one that was open arrives closed: what is paid on it later settles it all the same, or
 * becomes a prepayment. Its account is of another system, so it stands in no list of one here.
 */
export const ordersPart: Part = part({
  name: 'orders',
  record: CarriedOrder,
  read: async function* () {},
  items: ({ communityId, companyId }, records) => [
    ...slipsOf(records),
    ...records.flatMap(record => {
      const { lotIds, ...order } = record
      const { orderId, paidAt, receiptSerial } = order
      const state = order.state === 'paid' ? order.state : ('closed' as const)
      const item: Item = {
        ...orderKey(orderId),
        ...order,
        companyId,
        state,
        ...(lotIds && { lotIds: new Set(lotIds) }),
        gs1pk: ordersOfMonthKey(communityId, monthOf(beijingDate(order.createdAt))),
        gs1sk: orderId,
      }
      const isAtDesk = !isOnline(order.channel) || order.shownBy || order.desk
      const places = isAtDesk && paidAt ? placesAtDesk(communityId, record, { orderId, paidAt }) : []
      if (!receiptSerial) return [item, ...places]
      const [series = ''] = receiptSerial.split('-')
      return [item, ...places, { pk: receiptsKey(communityId, series), sk: receiptSerial, orderId }]
    }),
  ],
})

const placesAtDesk = (communityId: string, order: CarriedOrder, paid: { orderId: string; paidAt: string }): Item[] =>
  householdsOf(order).map(roomId => deskReceiptPlace(communityId, roomId, paid))
