import type { meterApi } from '@linli/shared/billing/meter-api'
import { readingText } from '@linli/shared/billing/meter-words'
import { stateFrom } from '@linli/shared/billing/next-reading'
import type { InputOf } from '@linli/shared/contract'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { lastReading } from './last-reading'
import { meterWrite, type StoredMeter } from './meter-store'
import { readingKey } from './reading-store'

/** Takes back a meter's last reading: the meter is as it was before. Throws billing.reading_fixed. */
export async function withdrawReading(
  ctx: Context,
  input: InputOf<typeof meterApi.withdrawReading>,
): Promise<StoredMeter> {
  const { communityId, roomId, meterId, readOn, reason } = input
  return deciding(async () => {
    const { meter: known, reading, before, unbilled } = await lastReading(ctx, input)
    const none = { base: undefined, last: undefined, recent: undefined, year: undefined, pending: undefined }
    const replaced = reading.spans.slice(0, -1)
    const last = reading.spans.at(-1)
    const isFirst = before.length === 0 && known.reading === undefined
    const { meter, write } = meterWrite(known, {
      ...none,
      ...stateFrom(known, before),
      // Devices that were replaced before this reading wait for the next one again; so does one that was the first to be read.
      ...((replaced.length > 0 || isFirst) &&
        last && { pending: replaced, base: { value: last.last, readOn: reading.previousOn } }),
    })
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.withdraw_reading',
      objectType: 'meter',
      objectId: meterId,
      summary: `撤回 ${known.roomCode} ${readOn} 的读数 ${readingText(reading.value)}：${reason}`,
    })
    const gone = { delete: readingKey(communityId, roomId, meterId, readOn), if: { value: reading.value } }
    await ctx.db.transact([write, gone, unbilled, audit], audit.put)
    return meter
  })
}
