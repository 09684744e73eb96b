import type { JournalLine, PostingKind } from '@linli/shared/payments/schema'
import { beijingDate } from '@linli/shared/time'
import type { Context } from '../context'
import type { Write } from '../db-write'
import type { NewOrder } from './desk-order'
import { posted } from './publication-items'
import { markerWrite } from './settlement-writes'
import { deskReceiptPlace, orderKey, paidOrderItem, postingItem } from './store'

/**
 * An order that is paid as it is made, for one transaction: itself, its marker, its posting with the message that has it
 * sealed, and where its households find the receipt.
 */
export function paidOrderWrites(ctx: Context, order: NewOrder, lines: JournalLine[], kind: PostingKind): Write[] {
  const { communityId, orderId, paidAt, paidFen = 0 } = order
  const valueDate = beijingDate(paidAt)
  const payment = { transactionId: order.transactionId, paidAt, amountFen: paidFen }
  const posting = postingItem(ctx, communityId, { kind, sourceId: orderId, orderId, valueDate, lines })
  return [
    { put: paidOrderItem(order), ifAbsent: true },
    markerWrite({ ...order, ...orderKey(orderId) }, payment, valueDate),
    ...householdsOf(order).map(roomId => ({ put: deskReceiptPlace(communityId, roomId, order), ifAbsent: true })),
    ...posted(ctx, communityId, posting),
  ]
}

/** The rooms that an order is about, each once. */
export const householdsOf = ({ shares, takes }: Pick<NewOrder, 'shares' | 'takes'>): string[] => [
  ...new Set([...shares.map(({ object }) => object.id), ...(takes ? [takes.object.id] : [])]),
]
