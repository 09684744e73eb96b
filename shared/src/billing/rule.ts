import type { BusinessDate } from '../time'
import { billedTime } from './billed-time'
import type { BillLine, Cycle, Period, Tariff } from './fee-schema'
import type { AreaKind, BilledTime } from './formula-schema'
import type { Fraction } from './fraction'
import type { ContractTerms } from './rule-contract'
import type { Visit } from './rule-duration'
import type { MeterUse } from './rule-meter'
import type { CostShare } from './rule-shared'
import { Refused } from './refusals'
import { type Segment, segmentsOf, type Vacancy } from './segments'

/** What is known of the charged object; each formula takes what it needs. Areas in 1/100 m². */
export type ChargedDetails = {
  areas?: Partial<Record<AreaKind, number>>
  /** In 1/10,000; instead of the formula's. */
  coefficient?: number
  vacancies?: readonly Vacancy[]
  /** The day that anniversaries count from. */
  anchor?: BusinessDate
  reading?: MeterUse
  share?: CostShare
  contract?: ContractTerms
  visit?: Visit
}

export type RuleInput = {
  cycle: Cycle
  object: ChargedDetails
  period: Period
  /** Of this item alone. */
  tariffs: readonly Tariff[]
}

/** A line before its coefficient and its amounts. */
export type Cut = Pick<
  BillLine,
  'from' | 'to' | 'tariffId' | 'areaM2x100' | 'price' | 'surchargeFen' | 'payablePct' | 'time' | 'inputs'
>
export type BareLine = Omit<BillLine, 'exactFen' | 'amountFen'>
type Priced = Pick<BillLine, 'formula' | 'areaM2x100' | 'price' | 'surchargeFen' | 'inputs'>

/** One kind of formula: how it cuts a period into lines, and what one unit of a line's time comes to, in fen. */
export type Rule<F> = {
  /** @throws Refused */
  cut: (input: RuleInput, formula: F) => Cut[]
  base: (line: Priced) => Fraction
}

/** One line for each tariff and vacancy; it keeps the area that it charges, in 1/100 m². @throws Refused */
export function tariffCuts({ cycle, object, period, tariffs }: RuleInput, areaM2x100?: number): Cut[] {
  const charged = cycle.kind === 'once' ? { from: period.from, to: period.from } : period
  return tariffSegments(charged, tariffs, object.vacancies).map(segment => {
    const { from, to, tariff, payablePct } = segment
    const cut: Cut = {
      from,
      to,
      tariffId: tariff.tariffId,
      price: tariff.price,
      surchargeFen: tariff.surchargeFen ?? 0,
      payablePct,
      time: billedTime(cycle, segment, object.anchor ?? from),
    }
    if (areaM2x100 !== undefined) cut.areaM2x100 = areaM2x100
    return cut
  })
}

/** @throws Refused */
export function tariffSegments(
  period: Period,
  tariffs: readonly Tariff[],
  vacancies: readonly Vacancy[] = [],
): Segment[] {
  const segments = segmentsOf(period, tariffs, vacancies)
  if (!Array.isArray(segments)) throw new Refused(segments)
  return segments
}

/** The whole of a reading, a share, a stay. */
export const once: BilledTime = { whole: 1, parts: [] }
