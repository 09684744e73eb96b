import * as z from 'zod'
import type { Context } from '../context'
import { projection } from '../db'
import { objectionsWaiting } from './objections'

const Waiting = z.object({ gs1sk: z.string() })
const only = projection(Waiting.shape)
const most = 100

/** 异议 that nobody has answered, since when, and the 公示 of the oldest. At most 100 are counted. */
export async function waitingObjections(
  ctx: Context,
  communityId: string,
): Promise<{ count: number; oldest?: string; objectId?: string }> {
  const pk = objectionsWaiting(communityId)
  const { items } = await ctx.db.query({ index: 'gs1', pk, schema: Waiting, only, limit: most })
  const [oldest, objectId] = items[0]?.gs1sk.split('#') ?? []
  return { count: items.length, ...(oldest && objectId && { oldest, objectId }) }
}
