import type { Context } from '../context'
import { loadBillingState } from './run-store'

/** Over how many lists the bills of a community are spread: one read. */
export const shardCount = async (ctx: Context, communityId: string): Promise<number> =>
  (await loadBillingState(ctx, communityId)).shards
