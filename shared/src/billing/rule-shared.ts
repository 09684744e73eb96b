import { sortCode } from '../imports/room-code'
import { type Fen, splitByWeights, sumFen } from '../money'
import type { Formula } from './formula-schema'
import { once, type Rule } from './rule'
import { type BillRefusal, refuse } from './refusals'

/** One object's part of a common cost (公摊), with what it was split by. */
export type CostShare = {
  poolId: string
  totalFen: Fen
  weight: bigint
  totalWeight: bigint
  /** Whether it took an odd fen. */
  odd: boolean
}

export type SharePart = { weight: bigint; totalWeight: bigint; amountFen: Fen; odd: boolean }
export type Sharing =
  | { ok: true; parts: SharePart[] }
  | { ok: false; reason: Extract<BillRefusal, 'no_weight' | 'negative_weight' | 'too_large'> }

/**
 * Splits a common cost to the fen: largest remainder, on equal remainders by room code, a weight of 0 gets 0, and a
 * negative total is the negative of the positive split. The parts come in the order given and add up to the total. A
 * total weight of 0 and a negative weight are refused.
 */
export function shareOut(totalFen: Fen, among: readonly { code: string; weight: bigint }[]): Sharing {
  const totalWeight = among.reduce((sum, { weight }) => sum + weight, BigInt(0))
  if (among.some(({ weight }) => weight < BigInt(0))) return { ok: false, reason: 'negative_weight' }
  if (totalWeight === BigInt(0)) return { ok: false, reason: 'no_weight' }
  if (!Number.isSafeInteger(totalFen)) return { ok: false, reason: 'too_large' }
  const order = among.map((each, i) => ({ ...each, i, sort: sortCode(each.code) })).sort(bySort)
  const amounts = splitByWeights(
    totalFen,
    order.map(({ weight }) => weight),
  )
  const parts: SharePart[] = []
  order.forEach(({ weight, i }, at) => {
    const amountFen = amounts[at] ?? 0
    const odd = BigInt(amountFen) !== (BigInt(totalFen) * weight) / totalWeight
    parts[i] = { weight, totalWeight, amountFen, odd }
  })
  if (sumFen(parts.map(part => part.amountFen)) !== totalFen) throw new RangeError('the parts are not the whole')
  return { ok: true, parts }
}

const bySort = (a: { sort: string; i: number }, b: { sort: string; i: number }) =>
  a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : a.i - b.i

/** One line: the object's part, to the fen whatever the item rounds to, so that the parts stay the whole. */
export const sharedRule: Rule<Extract<Formula, { kind: 'shared' }>> = {
  cut: ({ object: { share }, period }) => {
    if (!share) return refuse('no_share')
    const { poolId, totalFen, weight, totalWeight, odd } = share
    if (weight < BigInt(0)) return refuse('negative_weight')
    if (totalWeight <= BigInt(0)) return refuse('no_weight')
    return [
      {
        ...period,
        price: 0,
        surchargeFen: 0,
        payablePct: 100,
        time: once,
        inputs: { kind: 'shared', poolId, totalFen, weight: String(weight), totalWeight: String(totalWeight), odd },
      },
    ]
  },
  base: ({ inputs }) => {
    if (inputs?.kind !== 'shared') throw new TypeError('a shared line without its share')
    return { n: BigInt(inputs.totalFen) * BigInt(inputs.weight), d: BigInt(inputs.totalWeight) }
  },
}
