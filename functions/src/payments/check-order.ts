import { AppError } from '@linli/shared/errors'
import type { CheckedOrder } from '@linli/shared/payments/schema'
import { type Context, reaching } from '../context'
import { askWhetherPaid } from './ask-channel'
import { getOrder, type StoredOrder } from './store'

/**
 * The account's own order, also after it moved out: who paid keeps the receipt. Anything else is not found: an order's
 * existence is nobody else's business.
 */
export async function ownOrder(ctx: Context, orderId: string): Promise<StoredOrder> {
  if (ctx.actor.kind !== 'account') throw new AppError('record.not_found')
  const order = await getOrder(reaching(ctx, `C#${orderId.slice(0, 6)}#`), orderId)
  if (!order || order.accountId !== ctx.actor.accountId) throw new AppError('record.not_found')
  return order
}

/**
 * The payer's page came back: asks the channel, so that the screen follows the truth and not the phone's word. `unpaid`
 * is the channel's own answer, never a guess from its silence.
 */
export async function checkOrder(ctx: Context, orderId: string): Promise<StoredOrder & Pick<CheckedOrder, 'unpaid'>> {
  const order = await ownOrder(ctx, orderId)
  if (order.state === 'paid') return order
  try {
    const asked = await askWhetherPaid(ctx, order)
    return { ...asked.order, ...(asked.unpaid && { unpaid: true }) }
  } catch (error) {
    if (isAnswered(error)) return ownOrder(ctx, orderId)
    throw error
  }
}

/**
 * The order itself answers then: a mismatch is kept as suspense and shown as such, a silent channel leaves it as it is, and
 * where the store is busy with it, somebody else is settling it.
 */
export const isAnswered = (error: unknown): boolean =>
  error instanceof AppError &&
  (error.code === 'payments.mismatch' || error.code === 'payments.channel_down' || error.code === 'request.busy')
