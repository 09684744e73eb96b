import { addDays, type BusinessDate, daysBetween, maxDate, minDate } from '../time'
import type { Cycle, Period } from './fee-schema'
import type { BilledTime } from './formula-schema'
import { add, type Fraction } from './fraction'
import { anniversaryPeriod, nextPeriod } from './periods'

/**
 * What the days count for: a whole month is exactly 1 and a partial one its days ÷ the days of that month, first and
 * last day both charged. A heating season is measured in seasons, an anniversary in months from its anchor, and
 * "once" is 1.
 */
export function billedTime(cycle: Cycle, { from, to }: Period, anchor: BusinessDate): BilledTime {
  if (cycle.kind === 'once') return { whole: 1, parts: [] }
  const time: BilledTime = { whole: 0, parts: [] }
  let day = from
  while (day <= to) {
    const unit = unitAt(cycle, day, anchor)
    const days = daysBetween(maxDate(day, unit.from), minDate(to, unit.to)) + 1
    const of = daysBetween(unit.from, unit.to) + 1
    if (days === of) time.whole++
    else if (days > 0) time.parts.push({ days, of })
    day = addDays(unit.to, 1)
  }
  return time
}

/** The exact number of months, seasons or times. */
export const timeFraction = ({ whole, parts }: BilledTime): Fraction =>
  parts.reduce<Fraction>((sum, { days, of }) => add(sum, { n: BigInt(days), d: BigInt(of) }), {
    n: BigInt(whole),
    d: BigInt(1),
  })

function unitAt(cycle: Cycle, day: BusinessDate, anchor: BusinessDate): Period {
  if (cycle.kind === 'anniversary') return anniversaryPeriod(day, anchor, 1)
  return nextPeriod(cycle.kind === 'heating_season' ? cycle : { kind: 'month' }, day) ?? { from: day, to: day }
}
