import type { Context } from '../context'
import { receiveTrade } from './receive-trade'
import type { StoredOrder } from './store'

/** Asks the channel about an order and settles what it reports. Unpaid orders come back as they are. Throws payments.channel_down, payments.mismatch. */
export const askChannel = async (ctx: Context, order: StoredOrder): Promise<StoredOrder> =>
  (await askWhetherPaid(ctx, order)).order

/** The same, and whether the channel's answer was that nobody has paid. */
export async function askWhetherPaid(
  ctx: Context,
  order: StoredOrder,
): Promise<{ order: StoredOrder; unpaid: boolean }> {
  if (order.state === 'paid') return { order, unpaid: false }
  const trade = await ctx.deps.pay.query(order.merchantRef, order.orderId)
  if (trade === 'unknown_order') return { order, unpaid: true }
  if (trade.state !== 'paid' && trade.state !== 'refunded') return { order, unpaid: trade.state === 'unpaid' }
  const settled = await receiveTrade(ctx.deps, { ref: order.merchantRef, mchid: order.mchid }, trade, 'query')
  return { order: settled, unpaid: false }
}
