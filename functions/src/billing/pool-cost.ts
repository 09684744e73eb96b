import type { Period } from '@linli/shared/billing/fee-schema'
import { roundFen } from '@linli/shared/billing/fraction'
import type { PoolCost } from '@linli/shared/billing/pool-schema'
import { poolProblems } from '@linli/shared/billing/pool-words'
import { AppError } from '@linli/shared/errors'
import type { Fen } from '@linli/shared/money'
import type { Context } from '../context'
import { getMeters } from './meter-store'
import { meterReadings } from './reading-store'

/** A common cost in fen, and the usage that it comes from. Throws request.invalid. */
export async function costOf(
  ctx: Context,
  communityId: string,
  cost: PoolCost,
  period: Period,
): Promise<{ totalFen: Fen; usage?: number }> {
  if (cost.kind === 'amount') return { totalFen: cost.amountFen }
  const usage = cost.kind === 'usage' ? cost.usage : await commonUsage(ctx, communityId, cost.meterIds, period)
  return { totalFen: priced(usage, cost.price), usage }
}

/** Usage in 1/10,000,000 × price in 1/10,000 yuan, to the fen, half-up. */
function priced(usage: number, price: number): Fen {
  try {
    const exact = { n: BigInt(usage) * BigInt(price), d: BigInt(1_000_000_000) }
    return roundFen(exact, { mode: 'half_up', unit: 'fen' })
  } catch (error) {
    if (error instanceof RangeError) throw refused(poolProblems.tooLarge)
    throw error
  }
}

/** What common meters counted: their readings of the period. */
async function commonUsage(
  ctx: Context,
  communityId: string,
  meterIds: string[],
  { from, to }: Period,
): Promise<number> {
  const meters = await getMeters(
    ctx,
    [...new Set(meterIds)].map(meterId => ({ communityId, roomId: meterId, meterId })),
  )
  let sum = 0
  for (const meter of meters) {
    if (!meter?.common) throw refused(poolProblems.meter)
    const { items } = await meterReadings(ctx, { ...meter, limit: mostReadings })
    const own = items.filter(({ readOn, usage }) => from <= readOn && readOn <= to && usage !== undefined)
    if (own.length === 0) throw refused(poolProblems.notRead(meter.number))
    if (own.some(({ state }) => state === 'held')) throw refused(poolProblems.held(meter.number))
    sum += own.reduce((total, { usage = 0 }) => total + usage, 0)
  }
  if (!Number.isSafeInteger(sum)) throw refused(poolProblems.tooLarge)
  return sum
}

/** Five years of monthly readings. */
const mostReadings = 60
const refused = (message: string) => new AppError('request.invalid', { fields: [{ path: 'cost', message }] })
