import { meterProblems } from '@linli/shared/billing/meter-words'
import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import { loadMeter, type StoredMeter } from './meter-store'
import { meterReadings, type StoredReading } from './reading-store'

type Asked = { communityId: string; roomId: string; meterId: string; readOn: string }

/**
 * A meter's last reading with those before it, the newest first: later ones stand on earlier ones, so that changes go
 * backwards one by one. Throws record.not_found, billing.reading_fixed.
 */
export async function lastReading(
  ctx: Context,
  { readOn, ...asked }: Asked,
): Promise<{ meter: StoredMeter; reading: StoredReading; before: StoredReading[] }> {
  const [meter, { items }] = await Promise.all([loadMeter(ctx, asked), meterReadings(ctx, { ...asked, limit: newest })])
  const [reading, ...before] = items
  if (!reading || readOn > reading.readOn) throw new AppError('record.not_found')
  if (readOn < reading.readOn) throw new AppError('billing.reading_fixed', { message: meterProblems.notLast })
  if ((meter.pending ?? []).length > 0)
    throw new AppError('billing.reading_fixed', { message: meterProblems.replacedSince })
  return { meter, reading, before }
}

/** The last one, and the four whose usages the meter then keeps. */
const newest = 5
