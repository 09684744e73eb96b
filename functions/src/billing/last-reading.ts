import { meterProblems } from '@linli/shared/billing/meter-words'
import { readingDays } from '@linli/shared/billing/rule-meter'
import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { Cover, coverKey } from './cover'
import { overlaps } from './day-ranges'
import { loadMeter, type StoredMeter } from './meter-store'
import { meterReadings, type StoredReading } from './reading-store'

type Asked = { communityId: string; roomId: string; meterId: string; readOn: string }

/**
 * A meter's last reading with those before it, the newest first: later ones stand on earlier ones, so that changes go
 * backwards one by one. `unbilled` must hold with the change: one that is billed stays until its bill is void.
 * `mayBeBilled`: with the 补差 of its bill. Throws record.not_found, billing.reading_fixed.
 */
export async function lastReading(
  ctx: Context,
  { readOn, ...asked }: Asked,
  mayBeBilled = false,
): Promise<{ meter: StoredMeter; reading: StoredReading; before: StoredReading[]; unbilled: Write }> {
  const key = coverKey(asked.communityId, asked.roomId)
  const [meter, { items }, [cover]] = await Promise.all([
    loadMeter(ctx, asked),
    meterReadings(ctx, { ...asked, limit: newest }),
    ctx.db.getMany([key], Cover),
  ])
  const [reading, ...before] = items
  if (!reading || readOn > reading.readOn) throw new AppError('record.not_found')
  if (readOn < reading.readOn) throw new AppError('billing.reading_fixed', { message: meterProblems.notLast })
  if ((meter.pending ?? []).length > 0)
    throw new AppError('billing.reading_fixed', { message: meterProblems.replacedSince })
  if (!mayBeBilled && isBilled(cover, reading))
    throw new AppError('billing.reading_fixed', { message: meterProblems.billed })
  return { meter, reading, before, unbilled: { check: key, if: { version: cover?.version } } }
}

/** Whether a live bill of any fee item has a day of it. */
const isBilled = (cover: Cover | undefined, { meterId, previousOn, readOn }: StoredReading): boolean =>
  previousOn !== undefined &&
  Object.entries(cover?.items ?? {}).some(
    ([name, { ranges }]) =>
      name.endsWith(`#meter#${meterId}`) && ranges.some(range => overlaps(range, readingDays(previousOn, readOn))),
  )

/** The last one, and the four whose usages the meter then keeps. */
const newest = 5
