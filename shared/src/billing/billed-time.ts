import {
  addDays,
  addMonths,
  type BusinessDate,
  daysBetween,
  daysInMonth,
  maxDate,
  minDate,
  monthsBetween,
} from '../time'
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
  if (cycle.kind !== 'anniversary' && cycle.kind !== 'heating_season') return calendarTime(from, to)
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

/** Calendar months: only the first and the last can be partial. */
function calendarTime(from: BusinessDate, to: BusinessDate): BilledTime {
  const time: BilledTime = { whole: 0, parts: [] }
  const months = monthsBetween(from, to)
  for (let i = 0; i <= months; i++) {
    const of = daysInMonth(i === 0 ? from : i === months ? to : addMonths(from, i))
    const days = (i === months ? dayOfMonth(to) : of) - (i === 0 ? dayOfMonth(from) : 1) + 1
    if (days === of) time.whole++
    else if (days > 0) time.parts.push({ days, of })
  }
  return time
}

/** The exact number of months, seasons or times. */
export function timeFraction({ whole, parts }: BilledTime): Fraction {
  const [only, another] = parts
  if (!only) return { n: BigInt(whole), d: one }
  if (!another && whole === 0) return { n: BigInt(only.days), d: BigInt(only.of) }
  return parts.reduce<Fraction>((sum, { days, of }) => add(sum, { n: BigInt(days), d: BigInt(of) }), {
    n: BigInt(whole),
    d: one,
  })
}

const one = BigInt(1)
const dayOfMonth = (date: BusinessDate) => Number(date.slice(8, 10))

function unitAt(cycle: Cycle, day: BusinessDate, anchor: BusinessDate): Period {
  if (cycle.kind === 'anniversary') return anniversaryPeriod(day, anchor, 1)
  return nextPeriod(cycle, day) ?? { from: day, to: day }
}
