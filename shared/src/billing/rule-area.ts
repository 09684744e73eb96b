import type { Formula } from './formula-schema'
import { type Rule, tariffCuts } from './rule'
import { refuse } from './refusals'

/** Area × price + surcharge for one month, season or time: 1/100 m² × 1/10,000 yuan is 1/10,000 fen. */
export const areaRule: Rule<Extract<Formula, { kind: 'area' }>> = {
  cut: (input, { area }) => tariffCuts(input, input.object.areas?.[area] ?? refuse('no_quantity')),
  base: ({ areaM2x100 = 0, price, surchargeFen }) => ({
    n: BigInt(areaM2x100) * BigInt(price) + BigInt(surchargeFen) * tenThousand,
    d: tenThousand,
  }),
}

/** The price + surcharge for one month, season or time. */
export const fixedRule: Rule<Extract<Formula, { kind: 'fixed' }>> = {
  cut: input => tariffCuts(input),
  base: ({ price, surchargeFen }) => ({ n: BigInt(price) + BigInt(surchargeFen) * hundred, d: hundred }),
}

const hundred = BigInt(100)
const tenThousand = BigInt(10_000)
