import * as z from 'zod'
import { type Fen, splitByWeights, sumFen } from '../money'
import type { BusinessDate } from '../time'
import { billedTime, timeFraction } from './billed-time'
import type { BilledTime, BillLine, FeeItem, Period, Tariff } from './fee-schema'
import { baseOf, type Measures, quantitiesOf } from './formulas'
import { add, type Fraction, fractionText, roundFen, unitFen } from './fraction'
import { type Segment, segmentsOf, type Vacancy } from './segments'

/** Why a bill cannot be computed. Such a bill fails loudly and is never 0. */
export const BillRefusal = z.enum([
  'bad_period',
  'no_anchor',
  'no_tariff',
  'double_tariff',
  'double_vacancy',
  'no_quantity',
  'finer_than_scale',
  'negative',
  'too_large',
])
export type BillRefusal = z.infer<typeof BillRefusal>

export type ChargedDetails = Measures & {
  /** In 1/10,000; instead of the formula's. */
  coefficient?: number
  vacancies?: readonly Vacancy[]
  /** The day that anniversaries count from. */
  anchor?: BusinessDate
}

export type BillInput = {
  item: Pick<FeeItem, 'feeItemId' | 'formula' | 'cycle' | 'rounding'>
  object: ChargedDetails
  period: Period
  tariffs: readonly Tariff[]
}

/** `on` is the first day that has no tariff, two tariffs, or two vacancies. */
export type BillResult =
  | { ok: true; lines: BillLine[]; totalFen: Fen }
  | { ok: false; reason: BillRefusal; on?: BusinessDate }

/**
 * The lines of one bill: one for each tariff (and vacancy) segment, its months added exactly and rounded once; the
 * bill is their sum. Amounts in fen.
 */
export function billLines({ item, object, period, tariffs }: BillInput): BillResult {
  if (period.from > period.to) return { ok: false, reason: 'bad_period' }
  if (item.cycle.kind === 'anniversary' && !object.anchor) return { ok: false, reason: 'no_anchor' }
  const quantities = quantitiesOf(item.formula, object)
  if (!quantities) return { ok: false, reason: 'no_quantity' }
  const own = tariffs.filter(tariff => tariff.feeItemId === item.feeItemId)
  const charged = item.cycle.kind === 'once' ? { from: period.from, to: period.from } : period
  const segments = segmentsOf(charged, own, object.vacancies ?? [])
  if (!Array.isArray(segments)) return { ok: false, ...segments }
  const lineOf = ({ from, to, tariff, payablePct }: Segment) => ({
    from,
    to,
    tariffId: tariff.tariffId,
    formula: item.formula,
    ...quantities,
    price: tariff.price,
    surchargeFen: tariff.surchargeFen ?? 0,
    coefficient: object.coefficient ?? item.formula.coefficient ?? 10_000,
    payablePct,
    time: billedTime(item.cycle, { from, to }, object.anchor ?? from),
    rounding: item.rounding,
  })
  const bare = segments.map(lineOf)
  const wrong = bare.map(inputRefusal).find(reason => reason !== undefined)
  if (wrong) return { ok: false, reason: wrong }
  try {
    const lines = bare.map(line => ({ ...line, ...recomputeLine(line) }))
    return { ok: true, lines, totalFen: sumFen(lines.map(line => line.amountFen)) }
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, reason: 'too_large' }
    throw error
  }
}

/** The unrounded value and the amount that a line's own inputs give; equal to what it keeps. */
export function recomputeLine(
  line: Omit<BillLine, 'exactFen' | 'amountFen'>,
): Pick<BillLine, 'exactFen' | 'amountFen'> {
  const exact = scaled(line, timeFraction(line.time))
  const { split, rounding } = line
  const amountFen = split ? (payerAmounts(line, split.times)[split.index] ?? 0) : roundFen(exact, rounding)
  return { exactFen: fractionText(exact), amountFen }
}

/**
 * The rounded line among payers in their order: largest remainder over the exact value of each one's days, in units of
 * the rounding; on equal remainders the earlier payer takes the odd unit.
 */
export function payerAmounts(line: Omit<BillLine, 'exactFen' | 'amountFen'>, times: readonly BilledTime[]): Fen[] {
  const shares = times.map(timeFraction)
  const whole = shares.reduce(add)
  const unit = unitFen[line.rounding.unit]
  const units = roundFen(scaled(line, whole), line.rounding) / unit
  const common = shares.reduce((product, { d }) => product * d, BigInt(1))
  const weights = shares.map(({ n, d }) => (n * common) / d)
  return splitByWeights(units, weights).map(part => part * unit)
}

type Inputs = Omit<BillLine, 'exactFen' | 'amountFen' | 'time'>

/** (quantity × price + surcharge) × months × coefficient × vacancy; base in 1/10,000 fen, coefficient in 1/10,000. */
function scaled(line: Inputs, { n, d }: Fraction): Fraction {
  const monthly = baseOf(line) + BigInt(line.surchargeFen) * BigInt(10_000)
  return {
    n: monthly * n * BigInt(line.coefficient) * BigInt(line.payablePct),
    d: BigInt(10_000) * BigInt(10_000) * BigInt(100) * d,
  }
}

function inputRefusal(line: Inputs): BillRefusal | undefined {
  const inputs = [line.areaM2x100 ?? 0, line.price, line.surchargeFen, line.coefficient, line.payablePct]
  if (inputs.some(value => !Number.isSafeInteger(value))) return 'finer_than_scale'
  return inputs.some(value => value < 0) ? 'negative' : undefined
}
