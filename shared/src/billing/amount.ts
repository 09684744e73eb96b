import { type Fen, splitByWeights, sumFen } from '../money'
import type { BillLine, FeeItem, Period, Tariff } from './fee-schema'
import type { BilledTime } from './formula-schema'
import { timeFraction } from './billed-time'
import { add, type Fraction, fractionText, roundFen, unitFen } from './fraction'
import { type Refusal, Refused } from './refusals'
import type { BareLine, ChargedDetails, Cut } from './rule'
import { baseOf, coefficientOf, cutsOf } from './rules'

export type BillInput = {
  item: Pick<FeeItem, 'feeItemId' | 'formula' | 'cycle' | 'rounding'>
  object: ChargedDetails
  period: Period
  tariffs: readonly Tariff[]
}

export type BillResult = { ok: true; lines: BillLine[]; totalFen: Fen } | ({ ok: false } & Refusal)

/**
 * The lines of one bill: one for each tariff (and vacancy, rent, reading) segment, its months added exactly and rounded
 * once; the bill is their sum. Amounts in fen.
 */
export function billLines({ item, object, period, tariffs }: BillInput): BillResult {
  if (period.from > period.to) return { ok: false, reason: 'bad_period' }
  if (item.cycle.kind === 'anniversary' && !object.anchor && !object.contract) return { ok: false, reason: 'no_anchor' }
  const own = tariffs.filter(tariff => tariff.feeItemId === item.feeItemId)
  const coefficient = object.coefficient ?? coefficientOf(item.formula)
  try {
    const lines: BillLine[] = []
    for (const cut of cutsOf(item.formula, { cycle: item.cycle, object, period, tariffs: own })) {
      const line = lineOf(cut, item, coefficient)
      check(line)
      const { exactFen, amountFen } = recomputeLine(line)
      line.exactFen = exactFen
      line.amountFen = amountFen
      lines.push(line)
    }
    return { ok: true, lines, totalFen: sumFen(lines.map(line => line.amountFen)) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, ...error.refusal }
    if (error instanceof RangeError) return { ok: false, reason: 'too_large' }
    throw error
  }
}

/** Written out field by field: spreading costs three times the arithmetic. */
function lineOf(cut: Cut, { formula, rounding }: BillInput['item'], coefficient: number): BillLine {
  const { from, to, price, surchargeFen, payablePct, time } = cut
  const line: BillLine = {
    from,
    to,
    formula,
    price,
    surchargeFen,
    coefficient,
    payablePct,
    time,
    exactFen: '',
    rounding,
    amountFen: 0,
  }
  if (cut.tariffId !== undefined) line.tariffId = cut.tariffId
  if (cut.areaM2x100 !== undefined) line.areaM2x100 = cut.areaM2x100
  if (cut.inputs !== undefined) line.inputs = cut.inputs
  return line
}

/** The unrounded value and the amount that a line's own inputs give; equal to what it keeps. */
export function recomputeLine(line: BareLine): Pick<BillLine, 'exactFen' | 'amountFen'> {
  const exact = scaled(line, timeFraction(line.time))
  const { split } = line
  const amountFen = split ? (payerAmounts(line, split.times)[split.index] ?? 0) : rounded(line, exact)
  return { exactFen: fractionText(exact), amountFen }
}

/**
 * The rounded line among payers in their order: largest remainder over the exact value of each one's days, in units of
 * the rounding; on equal remainders the earlier payer takes the odd unit.
 */
export function payerAmounts(line: BareLine, times: readonly BilledTime[]): Fen[] {
  const shares = times.map(timeFraction)
  const whole = shares.reduce(add)
  const unit = line.inputs?.kind === 'shared' ? 1 : unitFen[line.rounding.unit]
  const units = rounded(line, scaled(line, whole)) / unit
  const common = shares.reduce((product, { d }) => product * d, BigInt(1))
  const weights = shares.map(({ n, d }) => (n * common) / d)
  return splitByWeights(units, weights).map(part => part * unit)
}

/** base × time × coefficient × vacancy; coefficient in 1/10,000. */
function scaled(line: BareLine, { n, d }: Fraction): Fraction {
  const base = baseOf(line)
  const product = base.n * n * BigInt(line.coefficient) * BigInt(line.payablePct)
  return { n: line.reversed ? -product : product, d: base.d * million * d }
}

/** A share of a cost was rounded with all its shares: it is cut, and takes the odd fen that was given to it. */
function rounded(line: BareLine, exact: Fraction): Fen {
  const { inputs } = line
  if (inputs?.kind !== 'shared') return roundFen(exact, line.rounding)
  const cut = Number(exact.n / exact.d)
  const odd = inputs.odd ? 1 : 0
  return cut + (exact.n < BigInt(0) ? -odd : odd)
}

/** @throws Refused where an input is finer than its scale, or below 0 */
function check({ areaM2x100 = 0, price, surchargeFen, coefficient, payablePct }: BareLine): void {
  checkNumber(areaM2x100)
  checkNumber(price)
  checkNumber(surchargeFen)
  checkNumber(coefficient)
  checkNumber(payablePct)
}

function checkNumber(value: number): void {
  if (!Number.isSafeInteger(value)) throw new Refused({ reason: 'finer_than_scale' })
  if (value < 0) throw new Refused({ reason: 'negative' })
}

const million = BigInt(1_000_000)
