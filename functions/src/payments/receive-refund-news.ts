import { AppError } from '@linli/shared/errors'
import { OrderId } from '@linli/shared/ids'
import { communityContext, type Deps } from '../context'
import type { RefundNews } from './pay-gateway'
import { recordRefund } from './record-refund'
import { getRefund, refundIdOf, type StoredRefund } from './refund-store'
import { getOrder, type StoredOrder } from './store'
import { suspend } from './suspend'

/**
 * A channel's notice of a refund, compared with what we asked for: merchant, order, transaction, number, sum; there is no
 * appid in it. What does not fit is kept as evidence with one alarm, and answered 4xx: throws payments.mismatch,
 * record.not_found.
 */
export async function receiveRefundNews(
  deps: Deps,
  merchant: { ref: string; mchid: string },
  news: RefundNews,
): Promise<void> {
  const { orderId } = news
  if (!OrderId.safeParse(orderId).success) throw new AppError('record.not_found')
  const communityId = orderId.slice(0, 6)
  const ctx = communityContext(deps, communityId, { kind: 'channel', merchantRef: merchant.ref })
  const order = await getOrder(ctx, orderId)
  if (!order) throw new AppError('record.not_found')
  const refundId = refundIdOf(news.outRefundNo)
  const refund = refundId === undefined ? undefined : await getRefund(ctx, { orderId, refundId })
  const reasons = differences(order, refund, merchant, news)
  if (refund && reasons.length === 0) {
    await recordRefund(ctx, { communityId, orderId, refundId: refund.refundId }, news)
    return
  }
  await suspend(ctx, order, {
    transactionId: news.outRefundNo.slice(0, 64),
    reasons,
    evidence: JSON.stringify({ source: 'refund_notice', refund: news.said }),
    at: ctx.now(),
  })
  throw new AppError('payments.mismatch')
}

/** The fields of a notice that do not fit; a number that is not ours was refunded elsewhere. */
function differences(
  order: StoredOrder,
  refund: StoredRefund | undefined,
  merchant: { ref: string; mchid: string },
  news: RefundNews,
): string[] {
  const wrong: [string, boolean][] = [
    ['merchant', order.merchantRef !== merchant.ref || news.mchid !== merchant.mchid || news.mchid !== order.mchid],
    ['out_refund_no', refund === undefined],
    ['transaction_id', refund !== undefined && news.transactionId !== refund.transactionId],
    ['amount.refund', refund !== undefined && news.amountFen !== refund.amountFen],
  ]
  return wrong.flatMap(([field, differs]) => (differs ? [field] : []))
}
