import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { releaseBillItems } from '../billing/settle-bills'
import { loadBills } from '../billing/load-bills'
import { communityContext, type Context } from '../context'
import { ConditionFailed } from '../db'
import { askChannel } from './ask-channel'
import { getOrder, orderKey, type StoredOrder } from './store'

/**
 * Closes an open order at the channel first, then here, and releases its bills. When the channel says that it was paid,
 * it is settled instead; the caller looks at the state. A closed order may still be settled later: money is never refused.
 * A debit that a bank is at work on cannot be called back: it is closed here alone, by who says so (`despiteBank`), and
 * what the bank takes all the same becomes a prepayment. Throws payments.at_bank otherwise.
 */
export async function closeOrder(ctx: Context, orderId: string, { despiteBank = false } = {}): Promise<StoredOrder> {
  const order = await getOrder(ctx, orderId)
  if (!order) throw new AppError('record.not_found')
  if (order.state === 'paid' || order.state === 'closed') return order
  if (order.channel === 'bank_batch') {
    if (!despiteBank) throw new AppError('payments.at_bank')
    return markClosed(communityContext(ctx.deps, order.communityId, ctx.actor), order)
  }
  const closed = await ctx.deps.pay.close(order.merchantRef, orderId)
  if (closed === 'paid') return askChannel(ctx, order)
  const isWatched = closed === 'not_yet' && order.expiresAt > ctx.now()
  return markClosed(communityContext(ctx.deps, order.communityId, ctx.actor), order, isWatched)
}

/** The sweeper keeps its eye on an order that may still be paid. */
async function markClosed(ctx: Context, order: StoredOrder, isWatched = false): Promise<StoredOrder> {
  for (let tries = 0; tries < 5; tries++) {
    const asked = order.shares.map(share => ({ roomId: share.object.id, billId: share.billId }))
    const bills = await loadBills(ctx, order.communityId, asked)
    const held = asked.filter((_, i) => bills[i]?.payingOrderId === order.orderId)
    const audit = auditItem(ctx, {
      communityId: order.communityId,
      action: 'payments.close_order',
      objectType: 'order',
      objectId: order.orderId,
      summary: `关闭支付单，释放 ${held.length} 张账单`,
    })
    try {
      await ctx.db.transact(
        [
          {
            update: isWatched
              ? { key: orderKey(order.orderId), set: { state: 'closed', unclosed: true } }
              : { key: orderKey(order.orderId), set: { state: 'closed' }, remove: ['gs3pk', 'gs3sk'] },
            if: { state: { oneOf: ['created', 'prepaid'] } },
          },
          ...releaseBillItems(order.communityId, order.orderId, held),
          audit,
        ],
        { pk: audit.put.pk, sk: audit.put.sk },
      )
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
    }
    const now = await getOrder(ctx, order.orderId)
    if (now && now.state !== 'created' && now.state !== 'prepaid') return now
  }
  throw new AppError('request.busy')
}
