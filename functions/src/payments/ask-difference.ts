import { AppError } from '@linli/shared/errors'
import type { Difference } from '@linli/shared/payments/reconciliation-schema'
import type { Channel } from '@linli/shared/payments/schema'
import type { Context } from '../context'
import { reaching } from '../context'
import type { Trade } from './pay-gateway'
import { receiveTrade } from './receive-trade'
import { Settled } from './reconciliation-store'
import { recordRefund } from './record-refund'
import { refundsOfOrder } from './refund-store'
import { getOrder, type StoredOrder, transactionKey } from './store'

/**
 * Asks the channel about a difference once more and puts its word into the books: a payment is settled, one of which
 * something went back is noted for whoever registers that, a refund is recorded. Throws payments.not_this_way with what the
 * channel said where that explains nothing, payments.channel_down.
 */
export async function askDifference(
  ctx: Context,
  communityId: string,
  channel: Channel,
  known: Difference,
): Promise<void> {
  if (known.kind === 'REFUND_MISMATCH') return askRefund(ctx, communityId, known)
  const { order, trade } = await askedOf(ctx, known)
  if (!trade) throw new AppError('payments.not_this_way', { message: '渠道说没有收到这笔钱' })
  // What we have and the channel's bill lacks must be the very charge that the channel names.
  const isOurs = known.localFen !== undefined && known.kind !== 'LOCAL_MISSING'
  if (isOurs && trade.transactionId !== known.transactionId)
    throw new AppError('payments.not_this_way', { message: '渠道说的是另一笔交易，请换一种处理方式' })
  try {
    await receiveTrade(ctx.deps, { ref: order.merchantRef, mchid: order.mchid }, trade, 'query')
  } catch (error) {
    // Kept as evidence, and its money in suspense.
    if (!(error instanceof AppError) || error.code !== 'payments.mismatch') throw error
  }
  const marker = await settledMarker(ctx, communityId, channel, known.transactionId)
  if (!marker || marker.reversedBy)
    throw new AppError('payments.not_this_way', { message: '已向渠道查询，这笔仍不能入账，请换一种处理方式' })
}

/** The order of a difference, and what the channel says of its money: nothing where nobody paid. Throws payments.channel_down. */
export async function askedOf(
  ctx: Context,
  { orderId }: Pick<Difference, 'orderId'>,
): Promise<{ order: StoredOrder; trade: Trade | undefined }> {
  const order = await getOrder(ctx, orderId)
  if (!order) throw new AppError('payments.not_this_way', { message: '我方没有这张支付单，请换一种处理方式' })
  const said = await ctx.deps.pay.query(order.merchantRef, orderId)
  const isPaid = said !== 'unknown_order' && (said.state === 'paid' || said.state === 'refunded')
  return { order, trade: isPaid ? said : undefined }
}

export const settledMarker = (ctx: Context, communityId: string, channel: Channel, transactionId = '') =>
  ctx.db.get(transactionKey(communityId, channel, transactionId), Settled)

async function askRefund(asking: Context, communityId: string, { orderId, refundNo = '' }: Difference): Promise<void> {
  const ctx = reaching(asking, 'G#open-refunds#')
  const own = (await refundsOfOrder(ctx, orderId)).find(({ outRefundNo }) => outRefundNo === refundNo)
  if (!own?.merchantRef) throw new AppError('payments.not_this_way')
  const said = await ctx.deps.pay.queryRefund(own.merchantRef, { orderId, outRefundNo: refundNo })
  if (said === 'unknown_refund')
    throw new AppError('payments.not_this_way', { message: '渠道查不到这笔退款，请到商户平台核对' })
  await recordRefund(ctx, { communityId, orderId, refundId: own.refundId }, said)
}
