import * as z from 'zod'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { orderKey } from './store'

const Looks = z.object({ count: z.number().int(), at: z.string() })

/** The channel is asked about a paper's order so often: whoever has the paper could ask for ever. */
export const looks = { everyMs: 5000, most: 60 }

/**
 * Books a question to the channel before it is asked: one in five seconds and sixty in all for one order, however many ask
 * at once. False: our own state answers; notice and sweeper bring the truth all the same.
 */
export async function bookLook(ctx: Context, orderId: string): Promise<boolean> {
  const key = { pk: orderKey(orderId).pk, sk: 'looks' }
  const known = await ctx.db.get(key, Looks)
  const now = ctx.now()
  if (known && known.count >= looks.most) return false
  if (known && ctx.deps.nowMs() - Date.parse(known.at) < looks.everyMs) return false
  const count = (known?.count ?? 0) + 1
  try {
    // Nothing leads to this marker: after a lost answer the look counts, and is not asked.
    const marker = { ...key, sk: `looks#${count}` }
    await ctx.db.transact([{ put: { ...key, count, at: now }, if: { count: known?.count } }], marker)
    return true
  } catch (error) {
    if (error instanceof ConditionFailed) return false
    throw error
  }
}
