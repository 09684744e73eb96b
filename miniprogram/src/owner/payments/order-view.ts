import type { CheckedOrder } from '@linli/shared/payments/schema'
import type { Said } from './pages'

/** What the confirming page shows. Only the order decides; what the phone said chooses the words for an unpaid one. */
export type OrderView =
  | 'asking'
  | 'slow'
  | 'ended'
  | 'unpaid'
  | 'cancelled'
  | 'refused'
  | 'expired'
  | 'suspended'
  | 'paid'

type Answer = Pick<CheckedOrder, 'state' | 'suspended' | 'unpaid'>
export type Watched = {
  said: Said
  /** The last answer of the server; absent until there is one. */
  order?: Answer
  /** We closed it at the channel, after the phone said that nothing was paid. */
  closedByUs: boolean
  phase: 'asking' | 'slow' | 'ended'
}

/**
 * A closed order is expired, unless the phone claims a payment: that money may still be on its way, so it is asked for
 * until the end, and nobody is told to pay again. An open one is unpaid by the channel's word alone, and at once only
 * for somebody who comes back to it: a payment of this minute may still be going on.
 */
export function orderView({ said, order, closedByUs, phase }: Watched): OrderView {
  if (order?.state === 'paid') return 'paid'
  if (order?.suspended) return 'suspended'
  if (order?.state === 'closed' && closedByUs) return said === 'cancelled' ? 'cancelled' : 'refused'
  if (order?.state === 'closed' && (said === 'cancelled' || said === 'failed' || said === 'watching')) return 'expired'
  const over = said === 'watching' || phase === 'ended'
  return over && order && isUnpaid(order, said) ? 'unpaid' : phase
}

/** Open, and the channel has no money of it: the same order may be paid, which is never a second payment. */
const isUnpaid = (order: Answer, said: Said): boolean =>
  said !== 'paid-claimed' && order.unpaid === true && order.state !== 'closed' && order.state !== 'paid'

/** Whether the page goes on asking by itself. */
export const isWaiting = (view: OrderView): boolean => view === 'asking' || view === 'slow'

/** Whether the answer may be another one when the page is seen again. */
export const mayChange = (view: OrderView): boolean => isWaiting(view) || view === 'ended' || view === 'unpaid'

/** The phone says that nothing was paid: the order can be given back at once, which the channel decides. */
export const wantsClosing = (said: Said, order: Answer): boolean =>
  (said === 'cancelled' || said === 'failed') &&
  !order.suspended &&
  (order.state === 'created' || order.state === 'prepaid')

/** How an order stands that was left behind; undefined once it is closed. */
export type OpenOrderView = 'asking' | 'waiting' | 'unpaid' | 'suspended' | 'paid'

export function openOrderView(said: Said, answer: Answer | 'asking' | 'silent'): OpenOrderView | undefined {
  if (answer === 'asking') return 'asking'
  if (answer === 'silent') return 'waiting'
  if (answer.state === 'paid') return 'paid'
  if (answer.suspended) return 'suspended'
  if (answer.state === 'closed') return undefined
  return isUnpaid(answer, said) ? 'unpaid' : 'waiting'
}
