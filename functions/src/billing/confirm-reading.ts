import type { meterApi } from '@linli/shared/billing/meter-api'
import { meterProblems } from '@linli/shared/billing/meter-words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { loadMeter, meterWrite, type StoredMeter } from './meter-store'
import { loadReading, readingItem, type StoredReading } from './reading-store'
import { whoDid } from './words'

/** A person looked at a held reading and lets it stand. Throws billing.reading_fixed once it is held no more. */
export async function confirmReading(
  ctx: Context,
  input: InputOf<typeof meterApi.confirmReading>,
): Promise<{ meter: StoredMeter; reading: StoredReading }> {
  const { communityId, meterId, readOn, reason } = input
  return deciding(async () => {
    const [known, held] = await Promise.all([loadMeter(ctx, input), loadReading(ctx, input)])
    if (held.state !== 'held' || known.last?.readOn !== readOn)
      throw new AppError('billing.reading_fixed', { message: meterProblems.notHeld })
    const confirmed = { reason, by: whoDid(ctx.actor), at: ctx.now() }
    const reading: StoredReading = { ...held, state: 'confirmed', confirmed }
    const { meter, write } = meterWrite(known, { last: { ...known.last, state: 'confirmed' } })
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.confirm_reading',
      objectType: 'meter',
      objectId: meterId,
      summary: `确认 ${known.roomCode} ${readOn} 的读数：${reason}`,
    })
    await ctx.db.transact([write, { put: readingItem(reading), if: { state: 'held' } }, audit], audit.put)
    return { meter, reading }
  })
}
