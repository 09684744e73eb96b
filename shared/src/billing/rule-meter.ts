import { addDays, type BusinessDate, daysBetween } from '../time'
import { billedTime, timeFraction } from './billed-time'
import type { BillLine } from './fee-schema'
import type { Formula, LineInputs, MeterSpan } from './formula-schema'
import type { Fraction } from './fraction'
import { Refused, refuse } from './refusals'
import { once, type Rule, tariffSegments } from './rule'

/**
 * One billable reading: its days run from the day after the reading before it to its own. The first reading of a meter
 * is a baseline and none of these.
 */
export type MeterUse = {
  readingId: string
  from: BusinessDate
  to: BusinessDate
  /** One device; the old one's and the new one's where the meter was replaced. */
  spans: MeterSpan[]
  /** Use of the readings before it in the calendar year of `to`, in 1/10,000,000 of the unit. */
  usedBefore: number
}

const byMonth = { kind: 'month' } as const
type MeterInputs = Extract<LineInputs, { kind: 'meter' }>

/** Every device's (this − last) × multiplier, in 1/10,000,000 of the unit: the multiplier comes before the tiers. @throws Refused */
export const usageOf = (spans: readonly MeterSpan[]): bigint =>
  spans.reduce((sum, span) => sum + BigInt(countedOf(span)) * BigInt(span.multiplier), BigInt(0))

/** What a device counted, in 1/1,000 of its unit. A rollover (满度归零) is declared: this + 10^digits − last. */
export function countedOf({ last, now, multiplier, rollsOver, digits }: MeterSpan): number {
  if (![last, now, multiplier].every(Number.isSafeInteger)) return refuse('finer_than_scale')
  if (!rollsOver) return now < last ? refuse('reading_back') : now - last
  if (digits === undefined) return refuse('no_digits')
  const full = Number(`1${'0'.repeat(digits)}`) * 1_000
  if (now >= last) return refuse('not_rolled_over')
  return last >= full ? refuse('reading_back') : now + full - last
}

/** One reading is one line, over all tiers; a price change splits its use by days. */
export const meterRule: Rule<Extract<Formula, { kind: 'meter' }>> = {
  cut: ({ object: { reading }, period, tariffs }, { tierBy }) => {
    if (!reading) return refuse('no_reading')
    const { readingId, spans, usedBefore, from, to } = reading
    if (from !== period.from || to !== period.to) return refuse('bad_period')
    if (usageOf(spans) > BigInt(Number.MAX_SAFE_INTEGER)) return refuse('too_large')
    const of = daysBetween(from, to) + 1
    return tariffSegments(period, tariffs).map(segment => {
      const { tariff, payablePct } = segment
      if (tariff.tiers && !tierBy) throw new Refused({ reason: 'no_tier_basis' })
      return {
        from: segment.from,
        to: segment.to,
        tariffId: tariff.tariffId,
        price: tariff.price,
        surchargeFen: tariff.surchargeFen ?? 0,
        payablePct,
        time: once,
        inputs: {
          kind: 'meter',
          readingId,
          readOn: to,
          spans,
          usedBefore,
          days: { before: daysBetween(from, segment.from), own: daysBetween(segment.from, segment.to) + 1, of },
          months: billedTime(byMonth, segment, from),
          tiers: tariff.tiers ?? [],
        },
      }
    })
  },
  base: line => {
    if (line.inputs?.kind !== 'meter') throw new TypeError('a meter line without its reading')
    const used = usePrice(line, line.inputs)
    const months = timeFraction(line.inputs.months)
    return { n: used.n * months.d + BigInt(line.surchargeFen) * months.n * used.d, d: used.d * months.d }
  },
}

/** What each tier took, in units, at its price in 1/10,000 yuan per unit. */
export type TierUse = { used: Fraction; price: number }

/**
 * What each tier takes of a meter's line, the first tier first; tiers that take nothing are left out. All is counted in
 * whole steps of 1 ÷ (days × month parts) of 1/10,000,000 of the unit, so that the day split and the month tiers stay
 * whole numbers. Year tiers begin where the year's earlier use ended.
 */
export function tierUses({ price, formula }: Pick<BillLine, 'price' | 'formula'>, inputs: MeterInputs): TierUse[] {
  const { days, tiers, usedBefore } = inputs
  const isYearly = formula.kind === 'meter' && formula.tierBy === 'year'
  const months = isYearly ? { n: BigInt(1), d: BigInt(1) } : timeFraction(inputs.months)
  const [of, usage] = [BigInt(days.of), usageOf(inputs.spans)]
  const d = of * months.d * BigInt(10_000_000)
  const start = isYearly ? BigInt(usedBefore) * of + usage * BigInt(days.before) : BigInt(0)
  const end = (start + usage * BigInt(days.own)) * months.d
  const uses: TierUse[] = []
  let from = start * months.d
  let current = price
  for (const tier of tiers) {
    const bound = BigInt(tier.over) * BigInt(10_000) * months.n * of
    const top = bound < end ? bound : end
    if (top > from) {
      uses.push({ used: { n: top - from, d }, price: current })
      from = top
    }
    current = tier.price
  }
  if (end > from) uses.push({ used: { n: end - from, d }, price: current })
  return uses
}

/** What the use costs, in fen: a price is 1/10,000 yuan, which is 1/100 fen. */
function usePrice(line: Pick<BillLine, 'price' | 'formula'>, inputs: MeterInputs): Fraction {
  const uses = tierUses(line, inputs)
  const n = uses.reduce((sum, { used, price }) => sum + used.n * BigInt(price), BigInt(0))
  return { n, d: (uses[0]?.used.d ?? BigInt(1)) * BigInt(100) }
}

/** The days of a reading: from the day after the last one. */
export const readingDays = (lastOn: BusinessDate, readOn: BusinessDate) => ({ from: addDays(lastOn, 1), to: readOn })
