import { AppError } from '@linli/shared/errors'
import { type OfficeOrder, Refund } from '@linli/shared/payments/schema'
import type { Receipt } from '@linli/shared/payments/receipt-schema'
import * as z from 'zod'
import { AnyItem } from '../db'
import type { Context } from '../context'
import { officeOrder, receiptOf } from './receipts'
import { redReceiptOf } from './red-receipt'
import { refundKey, refundsOfOrder } from './refund-store'
import { orderKey, receiptsKey, StoredOrder } from './store'

const Serial = z.object({ orderId: z.string(), refundId: z.string().optional() })
type One = { communityId: string; orderId: string; refundId?: string | undefined }

/**
 * Receipts of a year by serial, newest first, red ones among them: the serials in one read, their orders and refunds in
 * another. `series` deposits: those of 押金.
 */
export async function listReceipts(
  ctx: Context,
  input: {
    communityId: string
    year: number
    series?: 'deposits' | undefined
    limit: number
    cursor?: string | undefined
  },
): Promise<{ items: Receipt[]; cursor?: string }> {
  const { items, cursor } = await ctx.db.query({
    pk: receiptsKey(input.communityId, `${input.series === 'deposits' ? 'Y' : ''}${input.year}`),
    schema: Serial,
    newestFirst: true,
    limit: input.limit,
    cursor: input.cursor,
  })
  const keys = [
    ...items.map(({ orderId }) => orderKey(orderId)),
    ...items.flatMap(({ orderId, refundId }) => (refundId ? [refundKey({ orderId, refundId })] : [])),
  ]
  const found = await ctx.db.getMany(keys, AnyItem)
  const refunds = new Map(
    found.slice(items.length).flatMap(item => {
      const refund = Refund.safeParse(item).data
      return refund ? [[refund.refundId, refund]] : []
    }),
  )
  const receipts = items.flatMap(({ refundId }, i) => {
    const order = StoredOrder.safeParse(found[i]).data
    const refund = refundId === undefined ? undefined : refunds.get(refundId)
    if (!order || (refundId !== undefined && !refund)) return []
    return [refund ? redReceiptOf(order, refund) : receiptOf(order)]
  })
  return { items: receipts, ...(cursor && { cursor }) }
}

/** One receipt, or the red one of a refund, with what it was printed from. Throws record.not_found. */
export async function receiptAndRefund(
  ctx: Context,
  input: One,
): Promise<{ order: StoredOrder; refund?: Refund; receipt: Receipt }> {
  const order = await officeOrder(ctx, input)
  if (input.refundId === undefined) return { order, receipt: receiptOf(order) }
  const refund = await ctx.db.get(refundKey({ orderId: order.orderId, refundId: input.refundId }), Refund)
  if (!refund) throw new AppError('record.not_found')
  return { order, refund, receipt: redReceiptOf(order, refund) }
}

/** An order with what was given back of it. Throws record.not_found. */
export async function orderAndRefunds(ctx: Context, input: One): Promise<OfficeOrder> {
  const order = await officeOrder(ctx, input)
  if (order.refundedFen === undefined && !order.refundsAsked) return order
  return { ...order, refunds: await refundsOfOrder(ctx, order.orderId) }
}
