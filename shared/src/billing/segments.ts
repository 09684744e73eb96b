import { addDays, type BusinessDate, minDate } from '../time'
import type { Period, Tariff } from './fee-schema'

/** An approved vacancy and what it leaves to pay, in %; without `to` it goes on. */
export type Vacancy = { from: BusinessDate; to?: BusinessDate; payablePct: number }

/** Days of one tariff and one vacancy percentage: one line of the bill. */
export type Segment = Period & { tariff: Tariff; payablePct: number }

type Refused = { reason: 'no_tariff' | 'double_tariff' | 'double_vacancy'; on: BusinessDate }

const forever = '9999-12-31'

/** Cuts a period where a tariff or a vacancy begins or ends. Every day needs exactly one tariff. */
export function segmentsOf(
  period: Period,
  tariffs: readonly Tariff[],
  vacancies: readonly Vacancy[],
): Segment[] | Refused {
  const [only, another] = tariffs
  // Nearly every bill: one price for all its days.
  if (only && !another && vacancies.length === 0 && only.from <= period.from && (!only.to || period.to <= only.to))
    return [{ from: period.from, to: period.to, tariff: only, payablePct: 100 }]
  const prices = tariffs.map(tariff => ({ tariff, from: tariff.from, to: lastDayOf(tariff, tariffs) }))
  const discounts = vacancies.map(vacancy => ({ ...vacancy, to: vacancy.to ?? forever }))
  const segments: Segment[] = []
  for (let from = period.from; from <= period.to; ) {
    const [price, doublePrice] = prices.filter(span => holds(span, from))
    const [discount, doubleDiscount] = discounts.filter(span => holds(span, from))
    if (!price) return { reason: 'no_tariff', on: from }
    if (doublePrice) return { reason: 'double_tariff', on: from }
    if (doubleDiscount) return { reason: 'double_vacancy', on: from }
    const to = [...prices, ...discounts].reduce((last, span) => minDate(last, lastBefore(span, from)), period.to)
    segments.push({ from, to, tariff: price.tariff, payablePct: discount?.payablePct ?? 100 })
    from = addDays(to, 1)
  }
  return segments
}

/** A tariff holds to its own last day, or to the day before the next one begins. */
function lastDayOf(tariff: Tariff, tariffs: readonly Tariff[]): BusinessDate {
  if (tariff.to) return tariff.to
  const next = tariffs
    .filter(other => other.from > tariff.from)
    .reduce((first, other) => minDate(first, other.from), forever)
  return next === forever ? forever : addDays(next, -1)
}

const holds = (span: Period, day: BusinessDate): boolean => span.from <= day && day <= span.to

/** The last day from `day` on before this span begins or ends. */
const lastBefore = (span: Period, day: BusinessDate): BusinessDate => {
  if (span.from > day) return addDays(span.from, -1)
  return span.to >= day ? span.to : forever
}
