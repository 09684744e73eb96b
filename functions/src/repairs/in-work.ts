import * as z from 'zod'
import type { Context } from '../context'
import { projection } from '../db'
import { repairsIn } from './store'

const Placed = z.object({ gs1sk: z.string() })
const only = projection(Placed.shape)
/** Of each column: a community has some tens in work. */
const most = 100

/** What is in repair now, and what of it is over its time, since when: the columns are in the order of their times. */
export async function repairsInWork(
  ctx: Context,
  communityId: string,
): Promise<{ open: { count: number; isMore: boolean }; late: { count: number; oldest?: string } }> {
  const [waiting, working, paused] = await Promise.all(
    (['waiting', 'working', 'paused'] as const).map(column =>
      ctx.db.query({ index: 'gs1', pk: repairsIn(communityId, column), schema: Placed, limit: most, only }),
    ),
  )
  const now = ctx.now()
  const times = [waiting, working].flatMap(page => page?.items.map(({ gs1sk }) => gs1sk.split('#')[0] ?? now) ?? [])
  // While it is paused no time runs.
  const late = times.filter(time => time < now).toSorted()
  const pages = [waiting, working, paused]
  return {
    open: {
      count: pages.reduce((sum, page) => sum + (page?.items.length ?? 0), 0),
      isMore: pages.some(page => page?.cursor !== undefined),
    },
    late: { count: late.length, ...(late[0] && { oldest: late[0] }) },
  }
}
