import { type Fen, toFen } from '../money'
import type { Rounding } from './fee-schema'

/** An exact fraction; the denominator is above 0. */
export type Fraction = { n: bigint; d: bigint }

/** Fen per unit of rounding. */
export const unitFen: Record<Rounding['unit'], number> = { fen: 1, jiao: 10, yuan: 100 }

const zero = BigInt(0)

export const whole = (n: bigint | number): Fraction => ({ n: BigInt(n), d: BigInt(1) })
export const add = (a: Fraction, b: Fraction): Fraction => reduce({ n: a.n * b.d + b.n * a.d, d: a.d * b.d })
export const times = (a: Fraction, b: Fraction): Fraction => reduce({ n: a.n * b.n, d: a.d * b.d })
export const negative = ({ n, d }: Fraction): Fraction => ({ n: -n, d })
/** @throws RangeError when divided by zero */
export function over(a: Fraction, b: Fraction): Fraction {
  if (b.n === zero) throw new RangeError('divided by zero')
  return reduce(b.n < zero ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n })
}
/** Below 0 where a is less, above 0 where it is more. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.n * b.d - b.n * a.d
  return difference === zero ? 0 : difference < zero ? -1 : 1
}
/** The largest whole number that is not above it. */
export function floor({ n, d }: Fraction): Fraction {
  const cut = n / d
  return whole(n < zero && cut * d !== n ? cut - BigInt(1) : cut)
}

/** 'n/d' in lowest terms. */
export function fractionText(value: Fraction): string {
  const { n, d } = reduce(value)
  return `${n}/${d}`
}

/** The fraction of a text 'n/d', as `fractionText` writes it. */
export function fractionOf(text: string): Fraction {
  const [n = '', d = ''] = text.split('/')
  return { n: BigInt(n), d: BigInt(d) }
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
