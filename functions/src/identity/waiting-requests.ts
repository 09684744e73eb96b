import * as z from 'zod'
import type { Context } from '../context'
import { openRequests } from './store'

const Waiting = z.object({ createdAt: z.string() })

/** Binding requests that the office has not decided: how many (at most 100 are counted), and since when. */
export async function waitingRequests(ctx: Context, communityId: string): Promise<{ count: number; oldest?: string }> {
  const { items } = await ctx.db.query({ index: 'gs1', pk: openRequests(communityId), schema: Waiting, limit: 100 })
  return { count: items.length, ...(items[0] && { oldest: items[0].createdAt }) }
}
