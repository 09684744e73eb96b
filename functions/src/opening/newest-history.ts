import { addMonths, monthOf, monthStart } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import { historyOfMonth } from './store'

const years = 10
const aYear = 12

/** The latest month in which something of the past was paid, looked for a year at a time, ten years back. */
export async function newestHistory(
  ctx: Context,
  { communityId }: { communityId: string },
): Promise<{ month?: string }> {
  const start = monthStart(ctx.today())
  for (let year = 0; year < years; year += 1) {
    const months = Array.from({ length: aYear }, (_, i) => monthOf(addMonths(start, -(year * aYear + i))))
    const found = await Promise.all(months.map(month => hasHistory(ctx, communityId, month)))
    const month = months[found.indexOf(true)]
    if (month !== undefined) return { month }
  }
  return {}
}

async function hasHistory(ctx: Context, communityId: string, month: string): Promise<boolean> {
  const schema = z.object({})
  const { items } = await ctx.db.query({ index: 'gs1', pk: historyOfMonth(communityId, month), schema, limit: 1 })
  return items.length > 0
}
