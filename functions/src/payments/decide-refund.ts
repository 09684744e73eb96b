import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { refundApi } from '@linli/shared/payments/refund-api'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { cashierOf } from './desk-order'
import { unreserveWrites } from './refund-rules'
import { getRefund, refundStep, type StoredRefund } from './refund-store'
import { startItems } from './start-refund'
import { getOrder, type StoredOrder } from './store'

/**
 * A second person's word on a refund above the limit: agreed, it starts as one below the limit does; refused, everything that
 * was reserved is free again. Throws payments.own_refund for whoever asked, payments.refund_moved where it does not wait.
 */
export async function decideRefund(
  asking: Context,
  { communityId, orderId, refundId, approve, reason }: InputOf<typeof refundApi.decideRefund>,
): Promise<StoredRefund> {
  const ctx = reaching(asking, 'G#open-refunds#')
  const { cashierId, cashierName } = cashierOf(ctx)
  return deciding(async () => {
    const { order, refund } = await refundAndOrder(ctx, { communityId, orderId, refundId })
    if (refund.state !== 'waiting') throw new AppError('payments.refund_moved')
    if (refund.cashierId === cashierId) throw new AppError('payments.own_refund')
    const decidedBy = { personId: cashierId ?? '', name: cashierName, at: ctx.now(), ...(reason && { reason }) }
    const next = { state: approve ? ('requested' as const) : ('refused' as const), decidedBy }
    const audit = auditItem(ctx, {
      communityId,
      action: approve ? 'payments.approve_refund' : 'payments.refuse_refund',
      objectType: 'order',
      objectId: orderId,
      summary: `${approve ? '批准' : '不批准'}退款 ${refund.amountFen} 分${reason ? `：${reason}` : ''}`,
    })
    const decided = { ...refund, ...next }
    await ctx.db.transact(
      [
        refundStep(ctx, refund, next, { by: cashierName, ...(reason && { note: reason }) }),
        ...(approve ? await startItems(ctx, decided) : unreserveWrites(order, reservedBy(order, refund))),
        audit,
        ...idempotencyItems(ctx, decided),
      ],
      audit.put,
    )
    return (await getRefund(ctx, refund)) ?? decided
  })
}

/** What a refund has reserved on its order. */
export const reservedBy = (order: StoredOrder, { amountFen, transactionId }: StoredRefund) => ({
  amountFen,
  isOwn: transactionId === order.transactionId,
})

/** A refund with its order, read consistently. Throws record.not_found. */
export async function refundAndOrder(
  ctx: Context,
  { communityId, orderId, refundId }: { communityId: string; orderId: string; refundId: string },
): Promise<{ order: StoredOrder; refund: StoredRefund }> {
  const order = orderId.startsWith(communityId) ? await getOrder(ctx, orderId) : undefined
  // The order first: read after its refund, it may have no reservation of it any more.
  const refund = order && (await getRefund(ctx, { orderId, refundId }))
  if (!order || !refund) throw new AppError('record.not_found')
  return { order, refund }
}
