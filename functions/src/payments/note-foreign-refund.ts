import type { Context } from '../context'
import type { Trade } from './pay-gateway'
import type { StoredOrder } from './store'
import { suspend } from './suspend'

/**
 * A query told that something of a payment went back, and none of ours explains it: somebody refunded it in the channel's own
 * console. How much is for a person to say, by the refund's number there; until then it is on the list of what does not fit.
 */
export async function noteForeignRefund(ctx: Context, order: StoredOrder, trade: Trade): Promise<void> {
  const knownFen = (order.refundedFen ?? 0) + (order.refundReservedFen ?? 0)
  // Alipay says how much of it went back by now; WeChat only that something did.
  if (trade.refundedFen === undefined ? knownFen > 0 : trade.refundedFen <= knownFen) return
  await suspend(ctx, order, {
    transactionId: elsewhereOf(trade.transactionId ?? ''),
    reasons: ['refunded_elsewhere'],
    evidence: JSON.stringify({ source: 'query', trade: trade.said }),
    at: ctx.now(),
    ...(trade.refundedFen !== undefined && { backFen: trade.refundedFen }),
  })
}

/** What the evidence of a refund elsewhere is called. */
export const elsewhereOf = (transactionId: string): string => `refund-of-${transactionId}`
