import { isOver } from '@linli/shared/payments/refund-state'
import type { Refund } from '@linli/shared/payments/schema'

/** The channel is at work on it: it changes by itself. */
export const isRefundMoving = ({ state = 'succeeded' }: Pick<Refund, 'state'>) =>
  !isOver(state) && state !== 'waiting' && state !== 'abnormal'

/** What a refund may change anywhere on the office's pages. */
export const refundRefreshes = ['payments.', 'billing.', 'insight.', 'audit.']
