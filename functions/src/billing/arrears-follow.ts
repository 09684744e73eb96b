import type { Context } from '../context'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'

/** Has a household's arrears counted again after its bill was disputed, or is no more: no money moved, so no posting tells. */
export const arrearsFollow = (
  ctx: Context,
  { communityId, roomId, billId }: { communityId: string; roomId: string; billId: string },
): Write => outboxItem(ctx, 'jobs', { type: 'dunning.recount', communityId, bills: [{ roomId, billId }] })
