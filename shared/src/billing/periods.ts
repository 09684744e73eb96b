import { addDays, addMonths, type BusinessDate, maxDate, minDate, monthEnd, monthOf, monthsBetween } from '../time'
import type { Cycle, FeeItem, MonthDay, Period, Timing } from './fee-schema'

/** What fixes an object's periods: its first and last charged day, and the day that anniversaries count from. */
export type Schedule = {
  cycle: Cycle
  timing: Timing
  start?: BusinessDate
  end?: BusinessDate
  /** Defaults to `start`. */
  anchor?: BusinessDate
}

/**
 * The periods to bill in a window of days: prepaid ones that begin in it, postpaid ones that end in it, clipped to the
 * object's first and last day first. Windows that tile the calendar give every period exactly once. An anniversary
 * without anchor and a one-time fee without start have none: ask `needsAnchor`.
 */
export function periodsOf(schedule: Schedule, window: Period): Period[] {
  const { timing, end } = schedule
  const anchor = schedule.anchor ?? schedule.start
  const start = schedule.start ?? (schedule.cycle.kind === 'anniversary' ? anchor : undefined)
  const periods: Period[] = []
  if (start && end && start > end) return periods
  let day = maxDate(window.from, start ?? window.from)
  const last = timing === 'prepaid' ? minDate(window.to, end ?? window.to) : end
  for (;;) {
    const natural = nextPeriod(schedule.cycle, day, anchor)
    if (!natural || (last && natural.from > last)) return periods
    const period = { from: maxDate(natural.from, start ?? natural.from), to: minDate(natural.to, end ?? natural.to) }
    const decides = timing === 'prepaid' ? period.from : period.to
    if (decides > window.to) return periods
    if (decides >= window.from) periods.push(period)
    day = addDays(natural.to, 1)
  }
}

/** Whether this cycle has no periods until the object has an anchor or a first day. */
export const needsAnchor = (schedule: Schedule): boolean =>
  (schedule.cycle.kind === 'anniversary' || schedule.cycle.kind === 'once') && !(schedule.anchor ?? schedule.start)

/** 到期日: the item's days after the period begins (prepaid) or after the day of issue, never counted from before it. */
export const dueDateOf = (
  { timing, dueDays }: Pick<FeeItem, 'timing' | 'dueDays'>,
  period: Period,
  issuedOn: BusinessDate,
): BusinessDate => addDays(timing === 'prepaid' ? maxDate(period.from, issuedOn) : issuedOn, dueDays)

/** The cycle's own period that holds the day or, between seasons, follows it. */
export function nextPeriod(cycle: Cycle, day: BusinessDate, anchor?: BusinessDate): Period | undefined {
  switch (cycle.kind) {
    case 'month':
      return calendarPeriod(day, 1)
    case 'quarter':
      return calendarPeriod(day, 3)
    case 'half_year':
      return calendarPeriod(day, 6)
    case 'year':
      return calendarPeriod(day, 12)
    case 'anniversary':
      return anchor === undefined ? undefined : anniversaryPeriod(day, anchor, cycle.months)
    case 'heating_season':
      return seasonFrom(day, cycle)
    case 'once':
      return anchor === undefined || anchor < day ? undefined : { from: anchor, to: anchor }
  }
}

/** The n-month anniversary period that holds the day, each bound counted from the anchor; also before the anchor. */
export function anniversaryPeriod(day: BusinessDate, anchor: BusinessDate, months: number): Period {
  let k = Math.floor(monthsBetween(anchor, day) / months)
  if (addMonths(anchor, k * months) > day) k--
  return { from: addMonths(anchor, k * months), to: addDays(addMonths(anchor, (k + 1) * months), -1) }
}

function calendarPeriod(day: BusinessDate, months: number): Period {
  const from = addMonths(`${day.slice(0, 4)}-01-01`, Math.floor((Number(day.slice(5, 7)) - 1) / months) * months)
  return { from, to: monthEnd(addMonths(from, months - 1)) }
}

function seasonFrom(day: BusinessDate, season: { from: MonthDay; to: MonthDay }): Period {
  const year = Number(day.slice(0, 4))
  const crosses = season.from > season.to ? 1 : 0
  const seasons = [year - 1, year, year + 1].map(first => ({
    from: onDay(first, season.from),
    to: onDay(first + crosses, season.to),
  }))
  const found = seasons.find(({ to }) => to >= day)
  if (!found) throw new RangeError('a season ends every year')
  return found
}

/** 02-29 is the last of February. */
const onDay = (year: number, monthDay: MonthDay): BusinessDate => {
  const date = `${year}-${monthDay}`
  return minDate(date, monthEnd(monthOf(date)))
}
