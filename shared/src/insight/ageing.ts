import { addMonths, monthOf, monthStart, type YearMonth } from '../time'
import type { AgeBand } from './report-api'

/** How long ago each band begins, in months, the youngest first. */
const bands: readonly [AgeBand, number][] = [
  ['quarter', 3],
  ['half', 6],
  ['year', 12],
  ['two', 24],
  ['three', 36],
]

/** The band of a bill whose period begins in `of`, as seen in `now`; '' is 期初欠费, whose age nobody knows. */
export function ageBand(of: string, now: YearMonth): AgeBand {
  if (of === '') return 'brought'
  if (of > now) return 'ahead'
  const found = bands.find(([, months]) => of > monthOf(addMonths(monthStart(now), -months)))
  return found?.[0] ?? 'older'
}
