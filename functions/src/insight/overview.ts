import type { InputOf, OutputOf } from '@linli/shared/contract'
import type { overviewApi } from '@linli/shared/insight/overview-api'
import type { OpeningSums } from '@linli/shared/opening/schema'
import { addMonths, daysInMonth, monthOf, monthStart } from '@linli/shared/time'
import { waitingQuestions } from '../billing/question-store'
import { waitingVacancies } from '../billing/vacancy-store'
import { waitingRuns } from '../billing/waiting-runs'
import { waitingDunning } from '../dunning/waiting-dunning'
import { countRooms } from '../communities/buildings'
import type { Context } from '../context'
import { waitingRequests } from '../identity/waiting-requests'
import { waitingRefunds } from '../payments/list-refunds'
import { openingSums } from '../opening/totals'
import { lateComplaints } from '../complaints/late'
import { waitingPosts } from '../forum/waiting-posts'
import { waitingCalls } from '../messages/waiting-calls'
import { waitingObjections } from '../notices/waiting-objections'
import { repairsInWork } from '../repairs/in-work'
import { waitingRevisits } from '../repairs/revisits'
import { bankProblems, type MonthFigures, monthFigures, suspendedOrders } from '../payments/month-figures'
import { waitingDifferences } from '../payments/reconciliation-store'
import { waitingVisitors } from '../visitors/waiting-visitors'

type Overview = OutputOf<typeof overviewApi.overview>

/**
 * The office's morning: what waits for somebody, and the month's bills against what came in for them. A handful of reads;
 * the figures are counters that the journal keeps.
 */
export async function overview(ctx: Context, input: InputOf<typeof overviewApi.overview>): Promise<Overview> {
  const { communityId, month } = input
  const before = monthOf(addMonths(monthStart(month), -1))
  const [
    figures,
    requests,
    runs,
    questions,
    vacancies,
    differences,
    suspended,
    approvals,
    refunds,
    bank,
    dunning,
    rooms,
    opening,
    repairs,
    revisits,
    complaints,
    posts,
    visitors,
    objections,
    calls,
  ] = await Promise.all([
    monthFigures(ctx, communityId, [month, before]),
    waitingRequests(ctx, communityId),
    waitingRuns(ctx, communityId),
    waitingQuestions(ctx, communityId),
    waitingVacancies(ctx, communityId),
    waitingDifferences(ctx, communityId),
    suspendedOrders(ctx, communityId),
    waitingRefunds(ctx, communityId, 'waiting'),
    waitingRefunds(ctx, communityId, 'problems'),
    bankProblems(ctx, communityId),
    waitingDunning(ctx, communityId),
    countRooms(ctx, communityId),
    openingSums(ctx, communityId),
    repairsInWork(ctx, communityId),
    waitingRevisits(ctx, communityId),
    lateComplaints(ctx, communityId),
    waitingPosts(ctx, communityId),
    waitingVisitors(ctx, communityId),
    waitingObjections(ctx, communityId),
    waitingCalls(ctx, communityId),
  ])
  const [now, then] = figures.map(monthTotals)
  const none = { billedFen: 0, receivedFen: 0 }
  return {
    waiting: [
      { kind: 'calls' as const, ...calls },
      { kind: 'late_repairs' as const, ...repairs.late },
      { kind: 'revisits' as const, ...revisits },
      { kind: 'late_complaints' as const, ...complaints },
      { kind: 'objections' as const, ...objections },
      { kind: 'differences' as const, ...differences },
      { kind: 'suspended_orders' as const, ...suspended },
      { kind: 'refund_approvals' as const, ...approvals },
      { kind: 'refund_problems' as const, ...refunds },
      { kind: 'bank_problems' as const, ...bank },
      ...posts,
      ...visitors,
      { kind: 'binding_requests' as const, ...requests },
      { kind: 'bill_questions' as const, ...questions },
      { kind: 'vacancy_requests' as const, ...vacancies },
      ...dunning,
      { kind: 'open_runs' as const, ...runs },
      { kind: 'opening_drafts' as const, count: countOf(opening.draft) },
    ].filter(({ count }) => count > 0),
    rooms,
    repairs: repairs.open,
    ...(now ?? none),
    previous: then ?? none,
    daily: Array.from({ length: daysInMonth(month) }, (_, i) => {
      const day = String(i + 1).padStart(2, '0')
      return { date: `${month}-${day}`, receivedFen: figures[0]?.received.get(day) ?? 0 }
    }),
  }
}

const countOf = (sums: OpeningSums): number => Object.values(sums).reduce((all, { count }) => all + count, 0)

/** 当期收缴率: what came in for the bills of this month ÷ these bills, whenever it came. */
function monthTotals({ billedFen, collectedFen }: MonthFigures) {
  const rateBp = billedFen > 0 ? Math.floor((collectedFen * 10_000) / billedFen) : undefined
  return { billedFen, receivedFen: collectedFen, ...(rateBp !== undefined && { rateBp }) }
}
