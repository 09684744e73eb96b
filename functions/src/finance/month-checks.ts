import type { ClosedMonth, MonthCheck } from '@linli/shared/finance/month-schema'
import { monthOf, type YearMonth } from '@linli/shared/time'
import { waitingRuns } from '../billing/waiting-runs'
import type { Context } from '../context'
import { countUnsealed, ledgerState } from '../payments/ledger-reads'
import { openDifferences } from '../payments/reconcile'
import { loadClosedMonth } from './store'
import { monthOfTills } from './till-reads'

/** The one month that can be closed: the first with open books. Without any posting it is this month. */
export async function nextToClose(
  ctx: Context,
  communityId: string,
): Promise<{ month: YearMonth; closing?: ClosedMonth }> {
  const { openDate, posted } = await ledgerState(ctx, communityId)
  const [earliest] = Object.keys(posted).sort()
  const month = openDate ? monthOf(openDate) : (earliest ?? monthOf(ctx.today()))
  const closing = await loadClosedMonth(ctx, communityId, month)
  return { month, ...(closing && { closing }) }
}

/** What is looked at before a month is closed, each with how much of it is left. */
export async function checksOf(ctx: Context, communityId: string, month: YearMonth): Promise<MonthCheck[]> {
  const [days, unsealed, drafts, differences] = await Promise.all([
    monthOfTills(ctx, communityId, month),
    countUnsealed(ctx, communityId),
    waitingRuns(ctx, communityId),
    openDifferences(ctx, communityId, month),
  ])
  const openDays = days.filter(({ state }) => state === 'open').length
  return [
    { name: 'ended', count: month < monthOf(ctx.today()) ? 0 : 1, stops: true },
    { name: 'days', count: openDays, stops: true },
    { name: 'unsealed', count: unsealed, stops: false },
    { name: 'drafts', count: drafts.count, stops: false },
    { name: 'differences', count: differences, stops: false },
  ]
}
