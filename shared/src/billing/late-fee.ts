import type { Fen } from '../money'
import { addDays, type BusinessDate, daysBetween, maxDate } from '../time'
import type { FeeItem, LateFeeTerms } from './fee-schema'
import { type Fraction, roundFen } from './fraction'

export type LateFeeInput = {
  principalFen: Fen
  dueDate: BusinessDate
  terms: LateFeeTerms
  /** Principal paid, by the day it was paid; a refund is negative. */
  payments: readonly { date: BusinessDate; amountFen: Fen }[]
  /** From the day it was raised to the day it was settled; open without `to`. */
  disputes?: readonly { from: BusinessDate; to?: BusinessDate }[]
  /** Late fee of this bill that was paid or waived before: it counts in the cap. */
  clearedFen: Fen
  on: BusinessDate
}

/**
 * 违约金 still due on a day, in fen, never below 0: principal × daily rate × the steps from midnight to midnight after
 * due date and grace, simple. Summed exactly, capped (default: the principal), rounded half-up once. Courts may reduce
 * it (民法典 585).
 */
export function lateFee(input: LateFeeInput): Fen {
  return Math.max(0, roundFen(accrued(input), { mode: 'half_up', unit: 'fen' }) - input.clearedFen)
}

/** The terms that an item charges by: 代收代付 bears no late fee unless its contract says so. */
export function lateFeeTerms(item: Pick<FeeItem, 'nature' | 'lateFee'>): LateFeeTerms | null {
  const { lateFee: terms, nature } = item
  if (!terms || (nature === 'collected_for_others' && !terms.coversCollected)) return null
  return terms
}

/** Everything accrued up to the start of the day, capped, exact. */
function accrued({ principalFen, dueDate, terms, payments, disputes = [], on }: LateFeeInput): Fraction {
  const first = addDays(dueDate, terms.graceDays)
  const changes = [...payments.map(({ date }) => date), ...disputes.flatMap(({ from, to = on }) => [from, to])]
  const cuts = [first, ...changes.filter(day => first < day && day < on), on].sort()
  let sum = BigInt(0)
  for (const [i, from] of cuts.entries()) {
    const steps = daysBetween(from, cuts[i + 1] ?? from)
    const disputed = disputes.some(dispute => dispute.from <= from && (!dispute.to || from < dispute.to))
    if (from >= on || disputed) continue
    const paid = payments.filter(({ date }) => date <= from).reduce((total, { amountFen }) => total + amountFen, 0)
    sum += BigInt(Math.min(Math.max(0, principalFen - paid), Math.max(0, principalFen))) * BigInt(steps)
  }
  const n = sum * BigInt(terms.dailyRatePpm)
  const cap = BigInt(Math.max(0, principalFen)) * BigInt(terms.capPct ?? 100) * BigInt(10_000)
  return { n: n < cap ? n : cap, d: BigInt(1_000_000) }
}

/** Days past the due date, for 「已过期 12 天」; 0 up to and on it. */
export const overdueDays = (dueDate: BusinessDate, on: BusinessDate): number =>
  daysBetween(dueDate, maxDate(dueDate, on))
