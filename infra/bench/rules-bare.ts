import type { RuleCase } from './rules-cases'

const zero = BigInt(0)
const two = BigInt(2)

/**
 * The same lines by arithmetic written out by hand: it knows that there is one tariff, one month and which formula, and
 * asks nothing. The unrounded value in lowest terms, and the amount half-up to the fen.
 */
export function bareLine({ input, kind }: RuleCase): { exactFen: string; amountFen: number } {
  const { period, object, tariffs } = input
  const [tariff] = tariffs
  if (!tariff) throw new Error('a case has a tariff')
  const [year, month] = [Number(period.from.slice(0, 4)), Number(period.from.slice(5, 7))]
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const days = Number(period.to.slice(8, 10)) - Number(period.from.slice(8, 10)) + 1
  const surcharge = BigInt(tariff.surchargeFen ?? 0)
  let n: bigint
  let d: bigint
  if (kind === 'area') {
    n = (BigInt(object.areas?.built ?? 0) * BigInt(tariff.price) + surcharge * BigInt(10_000)) * BigInt(days)
    d = BigInt(10_000) * BigInt(length)
  } else if (kind === 'fixed') {
    n = (BigInt(tariff.price) + surcharge * BigInt(100)) * BigInt(days)
    d = BigInt(100) * BigInt(length)
  } else {
    const span = object.reading?.spans[0]
    const use = BigInt((span?.now ?? 0) - (span?.last ?? 0)) * BigInt(span?.multiplier ?? 0) * BigInt(length)
    const tier = tariff.tiers?.[0]
    const bound = BigInt(tier?.over ?? 0) * BigInt(10_000) * BigInt(days)
    const below = use < bound ? use : bound
    n = below * BigInt(tariff.price) + (use - below) * BigInt(tier?.price ?? 0)
    d = BigInt(length) * BigInt(1_000_000_000)
  }
  const rounded = (n * two + d) / (d * two)
  let a = n
  let b = d
  while (b !== zero) [a, b] = [b, a % b]
  return { exactFen: `${n / a}/${d / a}`, amountFen: Number(rounded) }
}
