import { canSeeBill } from '@linli/shared/billing/visibility'
import { isOnline } from '@linli/shared/payments/rules'
import { billHomeOf } from '../access'
import type { Context } from '../context'
import type { AccountActor } from '../identity/account'
import { refundsOfOrder } from './refund-store'
import type { StoredOrder } from './store'

/**
 * What of an order of the counter is this account's: its lines that the account may see, with their sum; undefined where
 * there is none. Money at the desk belongs to who owes, whoever stood there, and one receipt may be of several households:
 * nobody reads another's lines. `isPart`: others have lines in it too.
 */
export async function ownPart(
  ctx: Context,
  actor: AccountActor,
  order: StoredOrder,
): Promise<{ order: StoredOrder; isPart: boolean } | undefined> {
  if (isOnline(order.channel) && !order.shownBy && !order.desk) return undefined
  const { communityId, shares, takes } = order
  const homeOf = (roomId: string) => billHomeOf(actor, { communityId, roomId }, ctx.today())
  if (takes) {
    const home = homeOf(takes.object.id)
    return home && takes.payer.personIds.includes(home.personId) ? { order, isPart: false } : undefined
  }
  const own = shares.filter(({ object, payer, period }) => {
    const home = homeOf(object.id)
    return home !== undefined && canSeeBill(home, { payer, period })
  })
  if (own.length === 0) return undefined
  if (own.length === shares.length) return { order, isPart: false }
  const amountFen = sumOf(own)
  const { refundedFen: ofAll, ...rest } = order
  const refundedFen = ofAll === undefined ? 0 : await refundedOf(ctx, order.orderId, own)
  const part = { ...rest, shares: own, amountFen, paidFen: amountFen, ...(refundedFen > 0 && { refundedFen }) }
  return { order: part, isPart: true }
}

async function refundedOf(ctx: Context, orderId: string, own: readonly { billId: string }[]): Promise<number> {
  const billIds = new Set(own.map(({ billId }) => billId))
  const all = await refundsOfOrder(ctx, orderId)
  // Those of the counter have no state: they are back at once.
  const refunds = all.filter(({ state = 'succeeded' }) => state === 'succeeded')
  return sumOf(refunds.flatMap(({ shares }) => shares.filter(({ billId }) => billIds.has(billId))))
}

const sumOf = (shares: readonly { principalFen: number; lateFeeFen: number }[]): number =>
  shares.reduce((sum, { principalFen, lateFeeFen }) => sum + principalFen + lateFeeFen, 0)
