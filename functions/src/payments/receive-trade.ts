import { AppError } from '@linli/shared/errors'
import { OrderId } from '@linli/shared/ids'
import { communityContext, type Deps } from '../context'
import { noteForeignRefund } from './note-foreign-refund'
import type { Trade } from './pay-gateway'
import { settle } from './settle'
import { getOrder, type StoredOrder } from './store'
import { suspend } from './suspend'

/**
 * Compares what the channel says with the order, and settles it or keeps it as evidence. Used by notice, query and reconciliation.
 * The amount asked for is compared, never what vouchers left of it.
 * Throws payments.mismatch (4xx, so that a good notice may still come) and record.not_found.
 */
export async function receiveTrade(
  deps: Deps,
  merchant: { ref: string; mchid: string },
  trade: Trade,
  source: string,
): Promise<StoredOrder> {
  if (!OrderId.safeParse(trade.orderId).success) throw new AppError('record.not_found')
  const ctx = communityContext(deps, trade.orderId.slice(0, 6), { kind: 'channel', merchantRef: merchant.ref })
  const order = await getOrder(ctx, trade.orderId)
  if (!order) throw new AppError('record.not_found')
  const paid = trade.state === 'paid' || trade.state === 'refunded'
  const reasons = differences(order, merchant, trade)
  if (paid && reasons.length === 0 && trade.transactionId && trade.paidAt) {
    const settled = await settle(ctx, order, {
      transactionId: trade.transactionId,
      paidAt: trade.paidAt,
      amountFen: order.amountFen,
    })
    if (trade.state === 'refunded') await noteForeignRefund(ctx, settled, trade)
    return settled
  }
  const ownMoney = trade.state === 'paid' && trade.mchid === merchant.mchid
  await suspend(ctx, order, {
    transactionId: trade.transactionId ?? `none-${trade.orderId}`,
    reasons: reasons.length > 0 ? reasons : ['trade_state'],
    evidence: JSON.stringify({ source, trade: trade.said }),
    at: ctx.now(),
    ...(ownMoney && (trade.amountFen ?? 0) > 0 && { suspenseFen: trade.amountFen }),
  })
  throw new AppError('payments.mismatch')
}

/** The fields that do not fit; empty when the trade is this order's. */
export function differences(order: StoredOrder, merchant: { ref: string; mchid: string }, trade: Trade): string[] {
  const wrong: [string, boolean][] = [
    ['merchant', order.merchantRef !== merchant.ref || trade.mchid !== merchant.mchid || trade.mchid !== order.mchid],
    ['appid', trade.appid !== undefined && trade.appid !== order.appid],
    ['amount', trade.amountFen !== order.amountFen],
    ['currency', trade.currency !== 'CNY'],
    ['transaction_id', !trade.transactionId],
    ['success_time', !trade.paidAt],
  ]
  return wrong.flatMap(([field, differs]) => (differs ? [field] : []))
}
