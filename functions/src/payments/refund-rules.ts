import { AppError } from '@linli/shared/errors'
import type { Channel } from '@linli/shared/payments/schema'
import type { Write } from '../db-write'
import { refundedAsRead } from './refund-store'
import { orderKey, type StoredOrder } from './store'

/** What WeChat Pay and Alipay allow: 365 days, 50 parts, a minute between two requests of one order (申请退款 使用说明). */
const longestMs = 365 * 86_400_000
const mostParts = 50
const pauseMs = 60_000

type Reserved = {
  amountFen: number /** Of the payment that paid the order, and not of one beside it. */
  isOwn: boolean
}

/** Throws payments.not_refundable, refund_too_much, refund_too_late, refund_too_often, refund_too_soon. */
export function checkRefund(order: StoredOrder, { amountFen, isOwn }: Reserved, nowMs: number): void {
  if (order.state !== 'paid' || !order.paidAt || !isOnline(order)) throw new AppError('payments.not_refundable')
  if (amountFen <= 0 || (isOwn && amountFen > refundableFen(order))) throw new AppError('payments.refund_too_much')
  if (nowMs - Date.parse(order.paidAt) > longestMs) throw new AppError('payments.refund_too_late')
  if ((order.refundsAsked ?? 0) >= mostParts) throw new AppError('payments.refund_too_often')
  if (order.refundAskedAt && nowMs - Date.parse(order.refundAskedAt) < pauseMs)
    throw new AppError('payments.refund_too_soon')
}

/** What of an order's payment is neither back nor on its way. */
export const refundableFen = ({ paidFen = 0, refundedFen = 0, refundReservedFen = 0 }: StoredOrder): number =>
  paidFen - refundedFen - refundReservedFen

/** Reserves it on the order: of two who ask at once the second reads anew. */
export const reserveWrite = (order: StoredOrder, { amountFen, isOwn }: Reserved, at: string): Write => ({
  update: {
    key: orderKey(order.orderId),
    set: {
      ...(isOwn && { refundReservedFen: (order.refundReservedFen ?? 0) + amountFen }),
      refundsAsked: (order.refundsAsked ?? 0) + 1,
      refundAskedAt: at,
    },
  },
  if: { state: 'paid', ...refundedAsRead(order), accountId: order.accountId },
})

/** Ends a reservation: what was reserved went back (`succeeded`), or is free again, in new lots of the order where some are named. */
export function unreserveWrites(
  order: StoredOrder,
  { amountFen, isOwn }: Reserved,
  { succeeded = false, lotIds = [] }: { succeeded?: boolean; lotIds?: string[] } = {},
): Write[] {
  if (!isOwn) return []
  const refundReservedFen = (order.refundReservedFen ?? 0) - amountFen
  if (refundReservedFen < 0) throw new Error('less was reserved than goes back')
  const update = {
    key: orderKey(order.orderId),
    set: {
      ...(refundReservedFen > 0 && { refundReservedFen }),
      ...(succeeded && { refundedFen: (order.refundedFen ?? 0) + amountFen }),
    },
    ...(refundReservedFen === 0 && { remove: ['refundReservedFen'] }),
    ...(lotIds.length > 0 && { add: { lotIds: new Set(lotIds) } }),
  }
  return [{ update, if: { state: 'paid', ...refundedAsRead(order), accountId: order.accountId } }]
}

const offline: ReadonlySet<Channel> = new Set(['cash', 'pos', 'transfer', 'cheque', 'bank_batch', 'prepayment'])

/** Whether a gateway took the money: it can give it back. */
export const isOnline = ({ channel }: { channel: Channel }): boolean => !offline.has(channel)
