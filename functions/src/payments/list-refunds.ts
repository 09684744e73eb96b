import type { InputOf } from '@linli/shared/contract'
import type { refundApi, Refundable, RefundShelf } from '@linli/shared/payments/refund-api'
import type { PayerRefund } from '@linli/shared/payments/refund-state'
import type { PayerOrder, Refund } from '@linli/shared/payments/schema'
import * as z from 'zod'
import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import { OrderLot } from './online-lots'
import { officeOrder } from './receipts'
import { checkRefund, isOnline, refundableFen } from './refund-rules'
import { loadRefundSettings } from './refund-settings'
import { refundsKey, refundsOfOrder, StoredRefund } from './refund-store'
import { leftOfShares } from './refunded-shares'
import { paidShares, unapprovedFen } from './request-refund'
import { lotKey, orderKey, StoredOrder } from './store'

/** Online refunds by what is to be done, the newest first, each with its order's payer and rooms. */
export async function listRefunds(
  ctx: Context,
  input: { communityId: string; shelf: RefundShelf; limit: number; cursor?: string | undefined },
) {
  const { items, cursor } = await ctx.db.query({
    index: 'gs1',
    pk: refundsKey(input.communityId, input.shelf),
    schema: StoredRefund,
    newestFirst: true,
    limit: input.limit,
    cursor: input.cursor,
  })
  const ids = [...new Set(items.map(({ orderId }) => orderId))]
  const orders = await ctx.db.getMany(ids.map(orderKey), StoredOrder)
  const known = new Map(orders.flatMap(order => (order ? [[order.orderId, order]] : [])))
  const listed = items.map(refund => {
    const order = known.get(refund.orderId)
    const objects = (refund.shares.length > 0 ? refund.shares : (order?.shares ?? [])).map(({ object }) => object.code)
    return { ...refund, paidBy: order?.paidBy ?? '', rooms: [...new Set(objects)] }
  })
  return { items: listed, ...(cursor && { cursor }) }
}

const Since = z.object({ gs1sk: z.string() })

/** Refunds that wait for somebody: how many (at most 100 are counted), and since when. */
export async function waitingRefunds(
  ctx: Context,
  communityId: string,
  shelf: RefundShelf,
): Promise<{ count: number; oldest?: string }> {
  const { items } = await ctx.db.query({
    index: 'gs1',
    pk: refundsKey(communityId, shelf),
    schema: Since,
    limit: 100,
  })
  const oldest = items[0]?.gs1sk.split('#')[0]
  return { count: items.length, ...(oldest && { oldest }) }
}

/** What of an order can go back now, bill by bill. Throws record.not_found, payments.not_refundable. */
export async function refundable(ctx: Context, input: InputOf<typeof refundApi.refundable>): Promise<Refundable> {
  const order = await officeOrder(ctx, input)
  if (order.state !== 'paid' || !isOnline(order)) throw new AppError('payments.not_refundable')
  const [earlier, shares, lots, { limitFen }] = await Promise.all([
    refundsOfOrder(ctx, order.orderId),
    paidShares(ctx, order),
    ctx.db.getMany(
      [...(order.lotIds ?? [])].map(lotId => lotKey(order.communityId, lotId)),
      OrderLot,
    ),
    loadRefundSettings(ctx, order.communityId),
  ])
  const refused = refusalOf(ctx, order)
  return {
    leftFen: refundableFen(order),
    bills: leftOfShares(shares, earlier).flatMap(({ share, principalFen, lateFeeFen }) => {
      const { billId, object, feeItemName, period, purchaseId } = share
      const leftFen = principalFen + lateFeeFen
      const one = { billId, object, feeItemName, period, leftFen, ...(purchaseId && { isTogether: true as const }) }
      return leftFen > 0 ? [one] : []
    }),
    lots: lots.flatMap(lot => (lot && lot.leftFen > 0 ? [{ lotId: lot.lotId, leftFen: lot.leftFen }] : [])),
    limitFen,
    unapprovedFen: unapprovedFen(earlier),
    ...(refused && { refused }),
  }
}

const refusals: Record<string, Refundable['refused']> = {
  'payments.refund_too_late': 'too_late',
  'payments.refund_too_often': 'too_often',
  'payments.refund_too_soon': 'too_soon',
}

function refusalOf(ctx: Context, order: StoredOrder): Refundable['refused'] {
  try {
    checkRefund(order, { amountFen: 1, isOwn: false }, ctx.deps.nowMs())
    return undefined
  } catch (error) {
    return error instanceof AppError ? refusals[error.code] : undefined
  }
}

/** The same order as its payer sees it: with what goes back of it. */
export async function withRefunds<O extends StoredOrder>(ctx: Context, order: O): Promise<O & PayerOrder> {
  if (!order.refundsAsked && order.refundedFen === undefined) return order
  const refunds = await refundsOfOrder(ctx, order.orderId)
  return { ...order, refunds: refunds.map(payerRefund) }
}

/** What the payer sees of a refund; what was given back at once, at the desk, has arrived. */
export const payerRefund = ({
  refundId,
  amountFen,
  state = 'succeeded',
  reason,
  at,
  succeededAt,
  isReversal,
}: Refund): PayerRefund => ({
  refundId,
  amountFen,
  state,
  reason,
  at,
  ...(succeededAt && { succeededAt }),
  ...(isReversal && { isReversal }),
})
