import { AppError } from '@linli/shared/errors'
import { MonthReport } from '@linli/shared/finance/month-schema'
import { addMonths, monthOf, monthStart, type YearMonth } from '@linli/shared/time'
import { auditItem } from '../audit'
import { communityContext, type Deps } from '../context'
import { ConditionFailed } from '../db'
import { sha256 } from '../secrets'
import { loadReport } from './month-report'
import { closedMonthKey, loadClosedMonth, loadSettings, monthReportKey } from './store'
import { tallied } from './tally-month'

const patience = 25
const waitMs = 200

/**
 * The report of a closed month, from its sealed postings and the report of the month before: written once, as text. Safe to
 * repeat and to run twice at once, the first one stays. Throws request.busy while the month before has none yet.
 */
export async function writeReport(
  deps: Deps,
  { communityId, month }: { communityId: string; month: YearMonth },
): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const closing = await loadClosedMonth(ctx, communityId, month)
  if (closing?.state !== 'closed' || closing.postings === undefined) return
  const before = monthOf(addMonths(monthStart(month), -1))
  const [settings, earlier] = await Promise.all([
    loadSettings(ctx, communityId),
    loadClosedMonth(ctx, communityId, before),
  ])
  if (earlier && earlier.state !== 'reported') throw new AppError('request.busy')
  const previous = earlier && (await loadReport(ctx, communityId, before))
  const { tally, feeItem } = await untilAll(() => tallied(ctx, communityId, month), closing.postings)
  const { seq = 0, hash = '' } = closing
  const report = tally.report({ communityId, regime: settings.regime, seq, hash, previous, feeItem })
  const text = JSON.stringify(MonthReport.parse(report))
  const reportSha256 = sha256(text)
  const audit = auditItem(ctx, {
    communityId,
    action: 'finance.month_reported',
    objectType: 'closed_month',
    objectId: month,
    summary: `${month} 月报，${closing.postings} 笔，校验值 ${reportSha256.slice(0, 12)}`,
  })
  const update = {
    key: closedMonthKey(communityId, month),
    set: { state: 'reported', reportedAt: ctx.now(), reportSha256 },
  }
  try {
    await ctx.db.transact(
      [
        { put: { ...monthReportKey(communityId, month), month, text, sha256: reportSha256 }, ifAbsent: true },
        { update, if: { state: 'closed' } },
        audit,
      ],
      audit.put,
    )
  } catch (error) {
    // Somebody else has just written it.
    if (!(error instanceof ConditionFailed)) throw error
  }
}

/** Nothing is added to a closed month: an index that shows fewer postings is late, and is waited for. */
async function untilAll<T extends { tally: { postings: number } }>(
  read: () => Promise<T>,
  postings: number,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    const found = await read()
    if (found.tally.postings === postings) return found
    if (tries === patience) throw new Error('the month has postings that no index shows')
    await new Promise(resolve => setTimeout(resolve, waitMs))
  }
}
