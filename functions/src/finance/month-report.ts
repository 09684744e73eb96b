import { type ClosedMonth, MonthReport } from '@linli/shared/finance/month-schema'
import type { YearMonth } from '@linli/shared/time'
import type { Context } from '../context'
import { sha256 } from '../secrets'
import { closedMonthsKey, KeptReport, loadClosedMonth, monthReportKey, StoredMonth } from './store'

/** The report of a closed month as it was kept. Throws Error when its text is not what was written. */
export async function loadReport(
  ctx: Context,
  communityId: string,
  month: YearMonth,
): Promise<MonthReport | undefined> {
  const kept = await ctx.db.get(monthReportKey(communityId, month), KeptReport)
  if (!kept) return undefined
  if (sha256(kept.text) !== kept.sha256) throw new Error('a kept report is not what was written')
  return MonthReport.parse(JSON.parse(kept.text))
}

/** A closed month and its report, which follows some seconds after it; neither for a month with open books. */
export async function monthReport(
  ctx: Context,
  { communityId, month }: { communityId: string; month: YearMonth },
): Promise<{ closing?: ClosedMonth; report?: MonthReport }> {
  const [closing, report] = await Promise.all([
    loadClosedMonth(ctx, communityId, month),
    loadReport(ctx, communityId, month),
  ])
  return { ...(closing && { closing }), ...(report && { report }) }
}

/** Closed months, newest first. */
export const listMonths = (
  ctx: Context,
  { communityId, ...page }: { communityId: string; limit: number; cursor?: string | undefined },
) => ctx.db.query({ pk: closedMonthsKey(communityId), schema: StoredMonth, newestFirst: true, ...page })
