import { movementsOf } from '../billing/movements'
import type { Bill } from '../billing/schema'
import { type BusinessDate, daysBetween, monthOf, type YearMonth } from '../time'

/** How a bill came in: so many days after its due date, 0 on time; without `days` it is overdue and open. */
export type Outcome = { due: BusinessDate; days?: number }

type Judged = Pick<
  Bill,
  'state' | 'amountFen' | 'dueDate' | 'opening' | 'paidFen' | 'lateFeePaidFen' | 'paidAt' | 'movements'
>

/**
 * Whether a bill was paid by its due date, which is on time itself. Nothing is said of one that is not due yet, void,
 * brought along (it was late before it came here), or settled by credits alone.
 */
export function outcomeOf(bill: Judged, today: BusinessDate): Outcome | undefined {
  const { state, dueDate: due } = bill
  if (bill.opening || bill.amountFen <= 0) return undefined
  if (state === 'paid') {
    const last = movementsOf(bill).findLast(({ principalFen, creditOf }) => principalFen > 0 && !creditOf)
    return last && { due, days: Math.max(0, daysBetween(due, last.date)) }
  }
  const isOpen = state === 'published' || state === 'part_paid'
  return isOpen && due < today ? { due } : undefined
}

/** Outcomes of some bills, counted: sums alone, so that they add up. */
export type PayingCounts = {
  onTime: number
  late: number
  /** Days late of those that are paid. */
  lateDays: number
  open: number
  /** Due dates of the open ones as days since 2000, added up: what is open is later every day. */
  openSince: number
}
export const countNames = ['onTime', 'late', 'lateDays', 'open', 'openSince'] as const
export const noCounts: PayingCounts = { onTime: 0, late: 0, lateDays: 0, open: 0, openSince: 0 }

const dayNumber = (date: BusinessDate) => daysBetween('2000-01-01', date)

export const countsOf = (outcomes: Iterable<Outcome>): PayingCounts =>
  [...outcomes].reduce<PayingCounts>(
    (sum, { due, days }) =>
      addCounts(sum, {
        onTime: days === 0 ? 1 : 0,
        late: days !== undefined && days > 0 ? 1 : 0,
        lateDays: days ?? 0,
        open: days === undefined ? 1 : 0,
        openSince: days === undefined ? dayNumber(due) : 0,
      }),
    noCounts,
  )

export const addCounts = (a: PayingCounts, b: PayingCounts, sign: 1 | -1 = 1): PayingCounts => ({
  onTime: a.onTime + sign * b.onTime,
  late: a.late + sign * b.late,
  lateDays: a.lateDays + sign * b.lateDays,
  open: a.open + sign * b.open,
  openSince: a.openSince + sign * b.openSince,
})

/** By the month of the due date. */
export function countsByMonth(outcomes: Iterable<Outcome>): Map<YearMonth, PayingCounts> {
  const months = new Map<YearMonth, PayingCounts>()
  for (const outcome of outcomes) {
    const month = monthOf(outcome.due)
    months.set(month, addCounts(months.get(month) ?? noCounts, countsOf([outcome])))
  }
  return months
}

/** 按时缴费情况 as it is shown on a day. */
export type Punctuality = {
  /** Bills that were due. */
  bills: number
  onTime: number
  late: number
  /** Overdue and not paid. */
  open: number
  /** Days late in all, of paid and open ones. */
  days: number
  /** On time, in 1/10,000; none where nothing was due. */
  rateBp?: number
  /** Days late on average of those that are late, in tenths, half-up; none where none is. */
  averageDays10?: number
}

export function punctualityOf(
  { onTime, late, lateDays, open, openSince }: PayingCounts,
  today: BusinessDate,
): Punctuality {
  const bills = onTime + late + open
  const days = lateDays + open * dayNumber(today) - openSince
  const behind = late + open
  return {
    bills,
    onTime,
    late,
    open,
    days,
    ...(bills > 0 && { rateBp: Math.floor((onTime * 10_000) / bills) }),
    ...(behind > 0 && { averageDays10: Math.floor((days * 20 + behind) / (behind * 2)) }),
  }
}
