import type { meterApi } from '@linli/shared/billing/meter-api'
import { readingSentence, readingText } from '@linli/shared/billing/meter-words'
import { correctedReading, stateFrom } from '@linli/shared/billing/next-reading'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { lastReading } from './last-reading'
import { meterWrite, type StoredMeter } from './meter-store'
import { readingItem, type StoredReading } from './reading-store'
import { whoDid } from './words'

/**
 * Another value for a meter's last reading, which then is held no more; what it was before is kept with the reason.
 * Throws billing.reading_fixed, request.invalid.
 */
export async function correctReading(
  ctx: Context,
  input: InputOf<typeof meterApi.correctReading>,
): Promise<{ meter: StoredMeter; reading: StoredReading }> {
  const { communityId, meterId, readOn, value, reason } = input
  return deciding(async () => {
    const { meter, reading, wrong, writes } = await readingCorrected(ctx, input)
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.correct_reading',
      objectType: 'meter',
      objectId: meterId,
      summary: `更正 ${meter.roomCode} ${readOn} 的读数 ${readingText(wrong.value)} → ${readingText(value)}：${reason}`,
    })
    await ctx.db.transact([...writes, audit], audit.put)
    return { meter, reading }
  })
}

/** The correction with its conditioned writes, for a transaction; `isBilled`: of a reading whose bill gets its 补差 with it. */
export async function readingCorrected(
  ctx: Context,
  input: InputOf<typeof meterApi.correctReading>,
  isBilled = false,
): Promise<{ meter: StoredMeter; reading: StoredReading; wrong: StoredReading; writes: Write[] }> {
  const { value, rolledOver, reason } = input
  const { meter: known, reading: wrong, before, unbilled } = await lastReading(ctx, input, isBilled)
  const corrected = correctedReading(wrong, wrong.spans.at(-1)?.digits ?? known.digits, { value, rolledOver })
  if (!corrected.ok) throw refused(readingSentence(corrected.reason, { ...known, base: baseBefore(wrong) }))
  const { held: _held, ...rest } = wrong
  const correction = { from: wrong.value, to: value, reason, by: whoDid(ctx.actor), at: ctx.now() }
  const reading: StoredReading = {
    ...rest,
    ...corrected.reading,
    corrections: [...(wrong.corrections ?? []), correction],
  }
  const { meter, write } = meterWrite(known, stateFrom(known, [reading, ...before]))
  return { meter, reading, wrong, writes: [write, { put: readingItem(reading), if: { value: wrong.value } }, unbilled] }
}

/** What the reading was compared with. */
const baseBefore = ({ spans, previousOn }: StoredReading): StoredMeter['base'] => {
  const last = spans.at(-1)?.last
  return last === undefined ? undefined : { value: last, ...(previousOn && { readOn: previousOn }) }
}

const refused = (message: string) => new AppError('request.invalid', { fields: [{ path: 'value', message }] })
