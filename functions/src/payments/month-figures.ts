import * as z from 'zod'
import type { Context } from '../context'
import { openProblemsKey } from './bank-store'
import { figuresKey, suspendedKey } from './store'

const Figures = z.record(z.string(), z.unknown()).transform(item => {
  const fen = (name: string) => (typeof item[name] === 'number' ? item[name] : 0)
  const days = Object.keys(item).filter(name => /^received\d\d$/.test(name))
  return {
    billedFen: fen('billedFen'),
    collectedFen: fen('collectedFen'),
    /** By day of the month, '01' to '31'. */
    received: new Map(days.map(name => [name.slice(8), fen(name)])),
  }
})
export type MonthFigures = z.infer<typeof Figures>

/** What was billed for, collected of and received in each of these months: one read. */
export const monthFigures = async (ctx: Context, communityId: string, months: string[]): Promise<MonthFigures[]> => {
  const found = await ctx.db.getMany(
    months.map(month => figuresKey(communityId, month)),
    Figures,
  )
  return found.map(figures => figures ?? Figures.parse({}))
}

const Waiting = z.object({ gs2sk: z.string() })

/** Lines of a bank's result files that somebody must look at: how many (at most 100 are counted), and since when. */
export async function bankProblems(ctx: Context, communityId: string): Promise<{ count: number; oldest?: string }> {
  const { items } = await ctx.db.query({ index: 'gs2', pk: openProblemsKey(communityId), schema: Waiting, limit: 100 })
  const oldest = items[0]?.gs2sk.split('#')[0]
  return { count: items.length, ...(oldest && { oldest }) }
}

const Suspended = z.object({ gs1sk: z.string() })

/** Transactions whose money is held until somebody looks: how many (at most 100 are counted), and since when. */
export async function suspendedOrders(ctx: Context, communityId: string): Promise<{ count: number; oldest?: string }> {
  const { items } = await ctx.db.query({ index: 'gs1', pk: suspendedKey(communityId), schema: Suspended, limit: 100 })
  return { count: items.length, ...(items[0] && { oldest: items[0].gs1sk }) }
}
