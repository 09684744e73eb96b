import type { TillDay } from '@linli/shared/finance/till-schema'
import { expectedOf } from '@linli/shared/finance/till-rules'
import type { Context } from '../src/context'
import { closeDay } from '../src/finance/close-day'
import { closeMonth } from '../src/finance/close-month'
import { loadDay } from '../src/finance/store'
import { writeReport } from '../src/finance/write-report'
import { closeLedger } from '../src/payments/close-ledger'
import type { TestDeps } from './context'

type At = { communityId: string; cashierId: string; date: string }

/** What somebody counts who finds everything as it should be. */
export const rightCount = (day: TillDay) => ({
  cashFen: expectedOf(day, 'cash'),
  movements: Object.values(day.counts).reduce((sum, count) => sum + count, 0),
  slips: Object.fromEntries(
    (['pos', 'transfer', 'cheque'] as const)
      .filter(channel => day.counts[channel])
      .map(channel => [channel, { count: day.counts[channel] ?? 0, amountFen: expectedOf(day, channel) }]),
  ),
})

/** A day of a till counted right and signed by `ctx`. */
export async function closeDayRight(ctx: Context, at: At): Promise<TillDay> {
  const day = await loadDay(ctx, at.communityId, at.cashierId, at.date)
  if (!day) throw new Error('there is no such day')
  return closeDay(ctx, { ...at, ...rightCount(day) })
}

/** A month closed with all that follows: asked for, closed by the sealer, reported. */
export async function closeWholeMonth(deps: TestDeps, ctx: Context, at: { communityId: string; month: string }) {
  deps.world.settle()
  await closeMonth(ctx, { ...at, despite: ['drafts', 'differences'] })
  await closeLedger(deps, at)
  await writeReport(deps, at)
}
