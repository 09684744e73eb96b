import { OnlineChannel } from '@linli/shared/payments/schema'
import { HeldTrade } from '@linli/shared/payments/suspense-schema'
import * as z from 'zod'
import type { Context } from '../context'
import { suspendedKey } from './store'

/** Evidence as kept; channel and transaction stand in its key. Evidence of a bill names its merchant and day itself. */
export const StoredEvidence = HeldTrade.omit({ channel: true, transactionId: true })
  .extend({
    sk: z.string(),
    released: z.boolean().optional(),
    merchantRef: z.string().optional(),
  })
  .transform(({ sk, ...kept }) => {
    const [channel, transactionId = ''] = sk.split('#')
    return { ...kept, channel: OnlineChannel.parse(channel), transactionId }
  })
export type StoredEvidence = z.infer<typeof StoredEvidence>

/** What waits for somebody, the oldest first. */
export const listSuspense = (
  ctx: Context,
  { communityId, limit, cursor }: { communityId: string; limit: number; cursor?: string | undefined },
) => ctx.db.query({ index: 'gs1', pk: suspendedKey(communityId), schema: StoredEvidence, limit, cursor })
