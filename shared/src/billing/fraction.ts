import { type Fen, toFen } from '../money'
import type { Rounding } from './fee-schema'

/** An exact fraction; the denominator is above 0. */
export type Fraction = { n: bigint; d: bigint }

/** Fen per unit of rounding. */
export const unitFen: Record<Rounding['unit'], number> = { fen: 1, jiao: 10, yuan: 100 }

const zero = BigInt(0)

export const add = (a: Fraction, b: Fraction): Fraction => reduce({ n: a.n * b.d + b.n * a.d, d: a.d * b.d })

/** 'n/d' in lowest terms. */
export function fractionText(value: Fraction): string {
  const { n, d } = reduce(value)
  return `${n}/${d}`
}

/**
 * Fen to the unit, half-up away from zero (a reversal is the exact negative), from the exact value and never twice.
 * @throws RangeError beyond the safe integers
 */
export function roundFen({ n, d }: Fraction, { unit }: Rounding): Fen {
  const size = BigInt(unitFen[unit])
  const step = d * size
  const magnitude = n < zero ? -n : n
  const units = (magnitude * BigInt(2) + step) / (step * BigInt(2))
  return toFen((n < zero ? -units : units) * size)
}

function reduce({ n, d }: Fraction): Fraction {
  let a = n < zero ? -n : n
  let b = d
  while (b !== zero) [a, b] = [b, a % b]
  return { n: n / a, d: d / a }
}
