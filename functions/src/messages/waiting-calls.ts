import * as z from 'zod'
import type { Context } from '../context'
import { projection } from '../db'
import { toCall } from './push-store'

const Waiting = z.object({ gs2sk: z.string() })
const only = projection(Waiting.shape)
const most = 100

/** Whom somebody has to call, and since when. At most 100 are counted. */
export async function waitingCalls(ctx: Context, communityId: string): Promise<{ count: number; oldest?: string }> {
  const { items } = await ctx.db.query({ index: 'gs2', pk: toCall(communityId), schema: Waiting, only, limit: most })
  const [oldest] = items[0]?.gs2sk.split('#') ?? []
  return { count: items.length, ...(oldest && { oldest }) }
}
