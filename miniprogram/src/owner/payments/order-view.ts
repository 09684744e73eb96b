import type { Order } from '@linli/shared/payments/schema'
import type { Said } from './pages'

/** What the confirming page shows. Only the order decides; what the phone said chooses the words for an unpaid one. */
export type OrderView = 'asking' | 'slow' | 'ended' | 'cancelled' | 'refused' | 'expired' | 'suspended' | 'paid'

export type Watched = {
  said: Said
  /** The last answer of the server; absent until there is one. */
  order?: Pick<Order, 'state' | 'suspended'>
  /** We closed it at the channel, after the phone said that nothing was paid. */
  closedByUs: boolean
  phase: 'asking' | 'slow' | 'ended'
}

/**
 * A closed order is expired, unless the phone claims a payment: that money may still be on its way, so it is asked for
 * until the end, and nobody is told to pay again.
 */
export function orderView({ said, order, closedByUs, phase }: Watched): OrderView {
  if (order?.state === 'paid') return 'paid'
  if (order?.suspended) return 'suspended'
  if (order?.state === 'closed' && closedByUs) return said === 'cancelled' ? 'cancelled' : 'refused'
  if (order?.state === 'closed' && (said === 'cancelled' || said === 'failed' || said === 'watching')) return 'expired'
  return phase
}

/** Whether the page goes on asking by itself. */
export const isWaiting = (view: OrderView): boolean => view === 'asking' || view === 'slow'

/** The phone says that nothing was paid: the order can be given back at once, which the channel decides. */
export const wantsClosing = (said: Said, order: Pick<Order, 'state' | 'suspended'>): boolean =>
  (said === 'cancelled' || said === 'failed') &&
  !order.suspended &&
  (order.state === 'created' || order.state === 'prepaid')
