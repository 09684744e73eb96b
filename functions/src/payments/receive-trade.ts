import { AppError } from '@linli/shared/errors'
import { OrderId } from '@linli/shared/ids'
import { communityContext, type Deps } from '../context'
import { settle } from './settle'
import { getOrder, type StoredOrder } from './store'
import { suspend } from './suspend'
import type { Trade } from './wechat-notice'

/**
 * Compares what the channel says with the order, and settles it or keeps it as evidence. Used by notice, query and reconciliation.
 * `amount.total` is compared, never payer_total: vouchers lower that one (DOMAIN "WeChat Pay v3").
 * Throws payments.mismatch (4xx, so that a good notice may still come) and record.not_found.
 */
export async function receiveTrade(
  deps: Deps,
  merchant: { ref: string; mchid: string },
  trade: Trade,
  source: string,
): Promise<StoredOrder> {
  if (!OrderId.safeParse(trade.out_trade_no).success) throw new AppError('record.not_found')
  const ctx = communityContext(deps, trade.out_trade_no.slice(0, 6), { kind: 'channel', merchantRef: merchant.ref })
  const order = await getOrder(ctx, trade.out_trade_no)
  if (!order) throw new AppError('record.not_found')
  const paid = trade.trade_state === 'SUCCESS' || trade.trade_state === 'REFUND'
  const reasons = differences(order, merchant, trade)
  if (paid && reasons.length === 0 && trade.transaction_id && trade.success_time) {
    return settle(ctx, order, {
      transactionId: trade.transaction_id,
      paidAt: new Date(trade.success_time).toISOString(),
      amountFen: order.amountFen,
    })
  }
  const ownMoney = trade.trade_state === 'SUCCESS' && trade.mchid === merchant.mchid
  await suspend(ctx, order, {
    transactionId: trade.transaction_id ?? `none-${trade.out_trade_no}`,
    reasons: reasons.length > 0 ? reasons : ['trade_state'],
    evidence: JSON.stringify({ source, trade }),
    at: ctx.now(),
    ...(ownMoney && trade.amount && { suspenseFen: trade.amount.total }),
  })
  throw new AppError('payments.mismatch')
}

/** The fields that do not fit; empty when the trade is this order's. */
export function differences(order: StoredOrder, merchant: { ref: string; mchid: string }, trade: Trade): string[] {
  const wrong: [string, boolean][] = [
    ['merchant', order.merchantRef !== merchant.ref || trade.mchid !== merchant.mchid || trade.mchid !== order.mchid],
    ['appid', trade.appid !== undefined && trade.appid !== order.appid],
    ['amount', trade.amount?.total !== order.amountFen],
    ['currency', trade.amount?.currency !== 'CNY'],
    ['transaction_id', !trade.transaction_id],
    ['success_time', !trade.success_time],
  ]
  return wrong.flatMap(([field, differs]) => (differs ? [field] : []))
}
