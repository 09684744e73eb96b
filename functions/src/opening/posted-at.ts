import type { Context } from '../context'
import { confirmationsPk, StoredConfirmation } from './store'

const looked = 5

/** When opening balances were last posted, if they ever were: one read. */
export async function openingPostedAt(ctx: Context, communityId: string): Promise<string | undefined> {
  const newest = { pk: confirmationsPk(communityId), schema: StoredConfirmation, newestFirst: true, limit: looked }
  const { items } = await ctx.db.query(newest)
  return items.find(({ state }) => state === 'done')?.finishedAt
}
