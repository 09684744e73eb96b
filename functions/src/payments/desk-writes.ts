import type { JournalLine, PostingKind } from '@linli/shared/payments/schema'
import { beijingDate } from '@linli/shared/time'
import type { Context } from '../context'
import type { TillWrites } from '../finance/till-items'
import type { Write } from '../db-write'
import type { NewOrder } from './desk-order'
import { householdsOf } from './households-of'
import { posted } from './publication-items'
import { discountItems, markerWrite } from './settlement-writes'
import { deskReceiptPlace, orderKey, paidOrderItem, postingItem } from './store'

/**
 * An order that is paid as it is made, for one transaction: itself, its marker, its posting with the message that has it
 * sealed, where its households find the receipt, and its place in the cashier's day.
 */
export function paidOrderWrites(
  ctx: Context,
  order: NewOrder,
  lines: JournalLine[],
  kind: PostingKind,
  { writes, tillDate }: TillWrites = { writes: [] },
): Write[] {
  const { communityId, orderId, paidAt, paidFen = 0 } = order
  const valueDate = beijingDate(paidAt)
  const payment = { transactionId: order.transactionId, paidAt, amountFen: paidFen }
  const when = { valueDate, ...(tillDate && { tillDate }) }
  const posting = postingItem(ctx, communityId, { kind, sourceId: order.transactionId, orderId, ...when, lines })
  return [
    { put: paidOrderItem(order), ifAbsent: true },
    markerWrite({ ...order, ...orderKey(orderId) }, payment, valueDate),
    ...householdsOf(order).map(roomId => ({ put: deskReceiptPlace(communityId, roomId, order), ifAbsent: true })),
    ...posted(ctx, communityId, posting),
    ...writes,
    ...discountItems(ctx, communityId, { shares: order.shares, sourceId: orderId, orderId, valueDate }),
  ]
}
