import { MeterReading } from '@linli/shared/billing/meter-schema'
import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import { sortCode } from '@linli/shared/imports/room-code'
import { monthOf } from '@linli/shared/time'
import type * as z from 'zod'
import type { Context } from '../context'
import { type Item, type Key, projection } from '../db'
import { derivedId } from '../secrets'
import { ofRoomPk } from './register-store'

export const StoredReading = MeterReading.extend({ importId: Id.optional() })
export type StoredReading = z.infer<typeof StoredReading>

/** One reading of a meter and day. */
export const readingIdOf = (meterId: string, readOn: string): string => derivedId('reading', meterId, readOn)

const readingsBegin = (meterId: string) => `reading#${meterId}#`
export const readingKey = (communityId: string, roomId: string, meterId: string, readOn: string): Key => ({
  pk: ofRoomPk(communityId, roomId),
  sk: readingsBegin(meterId) + readOn,
})

export const readingsByMonth = (communityId: string) => `C#${communityId}#readings`
const heldReadings = (communityId: string) => `C#${communityId}#readings-held`

export const readingItem = (reading: StoredReading): Item => {
  const { communityId, roomId, meterId, readOn, roomCode, type } = reading
  const place = `${sortCode(roomCode)}#${type}#${meterId}#${readOn}`
  return {
    ...readingKey(communityId, roomId, meterId, readOn),
    ...reading,
    gs1pk: readingsByMonth(communityId),
    gs1sk: `${monthOf(readOn)}#${place}`,
    ...(reading.state === 'held' && { gs2pk: heldReadings(communityId), gs2sk: place }),
  }
}

type Page = { limit: number; cursor?: string | undefined }
type Listed = Promise<{ items: StoredReading[]; cursor?: string }>

/** By the day of reading, in the order of the rooms; eventually consistent. */
export const listReadings = (
  ctx: Context,
  { communityId, month, ...page }: { communityId: string; month: string } & Page,
): Listed =>
  ctx.db.query({
    index: 'gs1',
    pk: readingsByMonth(communityId),
    begins: `${month}#`,
    schema: StoredReading,
    ...page,
  })

/** What a charge needs to know of a reading. */
const ChargedReading = StoredReading.pick({
  readingId: true,
  roomId: true,
  meterId: true,
  type: true,
  number: true,
  readOn: true,
  previousOn: true,
  spans: true,
  usedBefore: true,
  state: true,
})
export type ChargedReading = z.infer<typeof ChargedReading>
const onlyCharged = projection(ChargedReading.shape)

/** The same with what a charge needs alone: a run reads all of a community's. */
export const listChargedReadings = (
  ctx: Context,
  { communityId, month, ...page }: { communityId: string; month: string } & Page,
) =>
  ctx.db.query({
    index: 'gs1',
    pk: readingsByMonth(communityId),
    begins: `${month}#`,
    schema: ChargedReading,
    only: onlyCharged,
    ...page,
  })

/** Those that wait for a person, in the order of the rooms; eventually consistent. */
export const listHeldReadings = (ctx: Context, { communityId, ...page }: { communityId: string } & Page): Listed =>
  ctx.db.query({ index: 'gs2', pk: heldReadings(communityId), schema: StoredReading, ...page })

type OfMeter = { communityId: string; roomId: string; meterId: string }

/** Of one meter, the newest first; consistent. */
export const meterReadings = (ctx: Context, { communityId, roomId, meterId, ...page }: OfMeter & Page): Listed =>
  ctx.db.query({
    pk: ofRoomPk(communityId, roomId),
    begins: readingsBegin(meterId),
    schema: StoredReading,
    newestFirst: true,
    ...page,
  })

/** Throws record.not_found. */
export async function loadReading(
  ctx: Context,
  { communityId, roomId, meterId, readOn }: OfMeter & { readOn: string },
): Promise<StoredReading> {
  const reading = await ctx.db.get(readingKey(communityId, roomId, meterId, readOn), StoredReading)
  if (!reading) throw new AppError('record.not_found')
  return reading
}
