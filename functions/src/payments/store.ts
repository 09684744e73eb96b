import { type JournalLine, Order, Posting } from '@linli/shared/payments/schema'
import { beijingDate, monthOf } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import { deletedAccountId } from '../identity/deleted-account'
import { derivedId } from '../secrets'

/** An order as kept: with the names that its receipt will show, frozen on the day it was made. */
export const StoredOrder = Order.extend({
  pk: z.string(),
  sk: z.string(),
  companyId: z.string(),
  entityName: z.string(),
  entityUscc: z.string(),
  paidBy: z.string(),
  mchid: z.string(),
  appid: z.string(),
  description: z.string(),
  receiptCopies: z.number().int().optional(),
  /** 代缴: the card by which it was made. */
  linkId: z.string().optional(),
  /** There is evidence of a notice that did not fit, and no money held for it. */
  mismatched: z.boolean().optional(),
  /** Made by whoever holds a printed notice. */
  noticeId: z.string().optional(),
  /** Closed here while the channel had nothing to close yet: a code or page of it may be paid until it expires. */
  unclosed: z.boolean().optional(),
  /** Transactions beside the one that paid it, held or made a prepayment. */
  otherTrades: z.number().int().optional(),
  /** Refunds asked for online so far, and when the last one was. */
  refundsAsked: z.number().int().optional(),
  refundAskedAt: z.string().optional(),
  /** The prepayment lots that its money became: an index would show a new one late. */
  lotIds: z.set(z.string()).optional(),
})
export type StoredOrder = z.infer<typeof StoredOrder>

export const orderKey = (orderId: string): Key => ({ pk: `C#${orderId.slice(0, 6)}#order#${orderId}`, sk: 'order' })
export const ordersOfMonthKey = (communityId: string, month: string) => `C#${communityId}#orders#${month}`
export const ordersOfAccountKey = (accountId: string, year: string | number) => `A#${accountId}#orders#${year}`
/** Where an account's order is listed: by the year of its payment, before that under `unpaid`. Nobody's is not listed. */
export const ordersOfAccountIndex = (accountId: string, year: string | number, at: string) =>
  accountId === deletedAccountId ? {} : { gs2pk: ordersOfAccountKey(accountId, year), gs2sk: at }
/** Receipts of the counter, under each household that they are about: nobody's account leads to them. */
export const deskReceiptsKey = (communityId: string, roomId: string) => `C#${communityId}#desk-receipts#${roomId}`
export const deskReceiptPlace = (
  communityId: string,
  roomId: string,
  order: { orderId: string; paidAt: string },
): Item => ({
  pk: deskReceiptsKey(communityId, roomId),
  sk: `${beijingDate(order.paidAt).slice(0, 4)}#${order.paidAt}#${order.orderId}`,
  orderId: order.orderId,
})
/** Where a printed copy of an order's receipt lies. */
export const receiptFile = (orderId: string, copy: number, refundId?: string) =>
  `C/${orderId.slice(0, 6)}/receipts/${refundId ?? orderId}-${copy}.pdf`
const shardOf = (id: string) => id.charCodeAt(id.length - 1) % 16
export const openOrderShards = Array.from({ length: 16 }, (_, i) => `G#open-orders#${i}`)

/** The item of a new order; while it is open the sweeper finds it by `dueAt`. */
export const orderItem = (order: Omit<StoredOrder, 'pk' | 'sk'>, dueAt: string): Item => ({
  ...orderKey(order.orderId),
  ...order,
  gs1pk: ordersOfMonthKey(order.communityId, monthOf(beijingDate(order.createdAt))),
  gs1sk: order.orderId,
  ...ordersOfAccountIndex(order.accountId, 'unpaid', order.orderId),
  gs3pk: `G#open-orders#${shardOf(order.orderId)}`,
  gs3sk: dueAt,
})

/** The item of an order that was paid as it was made; no index leads from an account to it. */
export const paidOrderItem = (order: Omit<StoredOrder, 'pk' | 'sk'>): Item => ({
  ...orderKey(order.orderId),
  ...order,
  gs1pk: ordersOfMonthKey(order.communityId, monthOf(beijingDate(order.createdAt))),
  gs1sk: order.orderId,
})

export const getOrder = (ctx: Context, orderId: string): Promise<StoredOrder | undefined> =>
  ctx.db.get(orderKey(orderId), StoredOrder)

/** The permanent marker of one channel transaction: whatever arrives twice meets it. */
export const transactionKey = (communityId: string, channel: string, transactionId: string): Key => ({
  pk: `C#${communityId}#transaction#${channel}#${transactionId}`,
  sk: 'marker',
})
/** Settlements of a merchant's day, by the time at which the channel took the money. */
export const settledDayKey = (communityId: string, merchantRef: string, valueDate: string) =>
  `C#${communityId}#settled#${merchantRef}#${valueDate}`

export const evidenceKey = (communityId: string, channel: string, transactionId: string): Key => ({
  pk: `C#${communityId}#evidence`,
  sk: `${channel}#${transactionId}`,
})
export const reconciliationKey = (communityId: string, merchantRef: string, date: string): Key => ({
  pk: `C#${communityId}#reconciliation`,
  sk: `${merchantRef}#${date}`,
})
export const suspendedKey = (communityId: string) => `C#${communityId}#suspended`

export const lotKey = (communityId: string, lotId: string): Key => ({ pk: `C#${communityId}#lot#${lotId}`, sk: 'lot' })
/** 预存 that something is left of, by room: what may pay bills. */
export const liveLotsKey = (communityId: string) => `C#${communityId}#live-lots`
/** The lots and deposits of a room, whoever they belong to. */
export const lotsOfRoomKey = (communityId: string, roomId: string) => `C#${communityId}#lots-of#${roomId}`
export const depositKey = (communityId: string, depositId: string): Key => ({
  pk: `C#${communityId}#deposit#${depositId}`,
  sk: 'deposit',
})
export const depositsKey = (communityId: string) => `C#${communityId}#deposits`
export const depositsOfRoomKey = (communityId: string, roomId: string) => `C#${communityId}#deposits-of#${roomId}`
export const lotsOfAccountKey = (accountId: string) => `A#${accountId}#lots`
export const lotsOfAccountIndex = (accountId: string, at: string) =>
  accountId === deletedAccountId ? {} : { gs2pk: lotsOfAccountKey(accountId), gs2sk: at }

export const ledgerKey = (communityId: string): Key => ({ pk: `C#${communityId}#`, sk: 'ledger' })
export const unsealedKey = (communityId: string) => `C#${communityId}#unsealed`
export const sealedKey = (communityId: string) => `C#${communityId}#sealed`
/** Postings by the month in whose books they stand, in sequence. */
export const postedKey = (communityId: string, month: string) => `C#${communityId}#posted#${month}`
export const postedIndex = (communityId: string, postingDate: string, seq: number) => ({
  gs2pk: postedKey(communityId, monthOf(postingDate)),
  gs2sk: String(seq).padStart(12, '0'),
})
export const receiptsKey = (communityId: string, year: string | number) => `C#${communityId}#receipts#${year}`
export const figuresKey = (communityId: string, month: string): Key => ({ pk: `C#${communityId}#figures`, sk: month })

export const StoredPosting = Posting.extend({ pk: z.string(), sk: z.string() })
export type StoredPosting = z.infer<typeof StoredPosting>

type NewPosting = Pick<Posting, 'kind' | 'sourceId' | 'orderId' | 'valueDate' | 'tillDate'> & { lines: JournalLine[] }

/**
 * One balanced posting, waiting for the sealer. Its id derives from what it posts, so that nothing is posted twice.
 * Throws when the lines do not add up to 0.
 */
export function postingItem(ctx: Context, communityId: string, posting: NewPosting): Item {
  const total = posting.lines.reduce((sum, line) => sum + line.amountFen, 0)
  if (total !== 0) throw new Error(`unbalanced posting ${posting.kind}`)
  const postingId = derivedId('posting', communityId, posting.kind, posting.sourceId)
  return {
    pk: `C#${communityId}#journal#${monthOf(posting.valueDate)}`,
    sk: postingId,
    postingId,
    communityId,
    at: ctx.now(),
    ...posting,
    gs3pk: unsealedKey(communityId),
    gs3sk: ctx.newId(),
  }
}
