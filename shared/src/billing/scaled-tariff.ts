import type { Price } from '../money'
import type { Tariff } from './fee-schema'
import { roundFen } from './fraction'

/** How a price changes: by a percentage in 1/100 % (5 % more is 500), or to a price of its own. */
export type PriceChange = { kind: 'percent'; bp: number } | { kind: 'price'; price: Price }
type Prices = Pick<Tariff, 'price' | 'surchargeFen' | 'tiers'>

/**
 * The prices of a new tariff. A percentage is of the price, the surcharge and each tier, each rounded half-up once in its
 * own unit; a price of its own replaces the price alone, and says nothing of tiers.
 */
export function scaledTariff({ price, surchargeFen, tiers }: Prices, change: PriceChange): Prices | undefined {
  if (change.kind === 'price') return tiers ? undefined : { price: change.price, ...(surchargeFen && { surchargeFen }) }
  const scaled = (value: number) => percent(value, change.bp)
  return {
    price: scaled(price),
    ...(surchargeFen !== undefined && { surchargeFen: scaled(surchargeFen) }),
    ...(tiers && { tiers: tiers.map(tier => ({ ...tier, price: scaled(tier.price) })) }),
  }
}

const percent = (value: number, bp: number): number =>
  roundFen({ n: BigInt(value) * BigInt(10_000 + bp), d: BigInt(10_000) }, { mode: 'half_up', unit: 'fen' })
