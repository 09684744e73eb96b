import { addDays, instantAt } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import { projection } from '../db'
import { complaintsIn } from './store'

const Placed = z.object({ gs1sk: z.string() })
const only = projection(Placed.shape)
/** A community has some tens open. */
const most = 100

/** What should have been answered by now, since when: open ones stand in the order of their due dates. */
export async function lateComplaints(ctx: Context, communityId: string): Promise<{ count: number; oldest?: string }> {
  const between: [string, string] = ['0', ctx.today()]
  const asked = { index: 'gs1', pk: complaintsIn(communityId, 'open'), between, limit: most } as const
  const { items } = await ctx.db.query({ ...asked, schema: Placed, only })
  const [oldest] = items
  return { count: items.length, ...(oldest && { oldest: instantAt(addDays(oldest.gs1sk.slice(0, 10), 1), '00:00') }) }
}
