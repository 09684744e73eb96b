import type { Period } from '@linli/shared/billing/fee-schema'
import { addDays, maxDate } from '@linli/shared/time'

/** The parts of a period that no range holds; ranges in order. */
export function uncovered(period: Period, ranges: readonly Period[]): Period[] {
  const gaps: Period[] = []
  let { from } = period
  for (const range of ranges) {
    if (range.to < from || range.from > period.to) continue
    if (range.from > from) gaps.push({ from, to: addDays(range.from, -1) })
    from = addDays(range.to, 1)
  }
  if (from <= period.to) gaps.push({ from, to: period.to })
  return gaps
}

/** Whether none of the days is held by a range. */
export function isFree(period: Period, ranges: readonly Period[]): boolean {
  const [gap] = uncovered(period, ranges)
  return gap !== undefined && gap.from === period.from && gap.to === period.to
}

export const overlaps = (a: Period, b: Period): boolean => a.from <= b.to && b.from <= a.to

/** The same days in the fewest ranges, in order. */
export function merged(ranges: Period[]): Period[] {
  const all: Period[] = []
  for (const range of ranges.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = all.at(-1)
    if (last && range.from <= addDays(last.to, 1)) last.to = maxDate(last.to, range.to)
    else all.push({ ...range })
  }
  return all
}
