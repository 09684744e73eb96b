import type { Context } from '../context'
import { receiveTrade } from './receive-trade'
import type { StoredOrder } from './store'

/** Asks the channel about an order and settles what it reports. Unpaid orders come back as they are. Throws payments.channel_down, payments.mismatch. */
export async function askChannel(ctx: Context, order: StoredOrder): Promise<StoredOrder> {
  if (order.state === 'paid') return order
  const trade = await ctx.deps.pay.query(order.merchantRef, order.orderId)
  if (trade === 'unknown_order') return order
  if (trade.trade_state !== 'SUCCESS' && trade.trade_state !== 'REFUND') return order
  return receiveTrade(ctx.deps, { ref: order.merchantRef, mchid: order.mchid }, trade, 'query')
}
