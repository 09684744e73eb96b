import type { Context } from '../context'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'

/** For the transaction that ends a publication: prepayments pay what they can of it. */
export const deductionMessage = (ctx: Context, communityId: string): Write =>
  outboxItem(ctx, 'jobs', { type: 'payments.deduct', communityId })
