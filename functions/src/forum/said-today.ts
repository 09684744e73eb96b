import { AppError } from '@linli/shared/errors'
import { postRefusals } from '@linli/shared/forum/words'
import * as z from 'zod'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { accountSaid } from './store'

/** Posts, replies and edits: each is looked at by the checker, or a person. */
const mostADay = 30
const keptSeconds = 2 * 86_400
const SaidToday = z.object({ count: z.number().int() })

/**
 * Counts one more of today, in the transaction of what was said: of several at once no more than the day has room for
 * go through. Throws forum.refused.
 */
export async function countSaid(ctx: Context, accountId: string): Promise<Write> {
  const key = { pk: accountSaid(accountId), sk: ctx.today() }
  const said = await ctx.db.get(key, SaidToday)
  if (said && said.count >= mostADay) throw new AppError('forum.refused', { message: postRefusals.tooMany })
  return said
    ? { update: { key, add: { count: 1 } }, if: { count: { below: mostADay } } }
    : { put: { ...key, count: 1, ttl: Math.floor(ctx.deps.nowMs() / 1000) + keptSeconds }, ifAbsent: true }
}
