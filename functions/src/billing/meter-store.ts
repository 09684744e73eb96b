import { Meter } from '@linli/shared/billing/meter-schema'
import { meterProblems } from '@linli/shared/billing/meter-words'
import type { MeterType } from '@linli/shared/billing/registers'
import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import type { Write } from '../db-write'
import { derivedId } from '../secrets'
import { ofRoomPk } from './register-store'

export const StoredMeter = Meter.extend({ importId: Id.optional() })
export type StoredMeter = z.infer<typeof StoredMeter>

export const metersBegin = 'meter#'
export const meterKey = (communityId: string, roomId: string, meterId: string): Key => ({
  pk: ofRoomPk(communityId, roomId),
  sk: metersBegin + meterId,
})

export const metersByRoom = (communityId: string) => `C#${communityId}#meters`
export const meterItem = (meter: StoredMeter): Item => ({
  ...meterKey(meter.communityId, meter.roomId, meter.meterId),
  ...meter,
  gs1pk: metersByRoom(meter.communityId),
  gs1sk: `${sortCode(meter.roomCode)}#${meter.type}#${meter.number}#${meter.meterId}`,
})

/** What common meters stand under: `3-公共` after the rooms of building 3, `公共` of the whole community. */
export const commonCode = (building?: string) => (building === undefined ? '公共' : `${building}-公共`)

/** A meter is the same by its place, type and first number; without a number by its ordinal. */
export const meterIdOf = (communityId: string, place: string, type: MeterType, number: string, nth = 0): string =>
  derivedId('meter', communityId, place, type, number, number === '' ? nth : 0)

/** Where a later number of a meter leads to it: a sheet names the new device after a replacement. */
const aliasKey = (communityId: string, roomId: string, numberedId: string): Key => ({
  pk: ofRoomPk(communityId, roomId),
  sk: `meter-of#${numberedId}`,
})
export const aliasItem = (meter: StoredMeter): Item => ({
  ...aliasKey(meter.communityId, meter.roomId, meterIdOf(meter.communityId, meter.roomCode, meter.type, meter.number)),
  meterId: meter.meterId,
})

/** The ways to a meter from every later number that its record knows. */
export function aliasItems(meter: StoredMeter): Item[] {
  const { communityId, roomCode, type, meterId, devices = [] } = meter
  const numbers = new Set([...devices.map(({ number }) => number), meter.number])
  return [...numbers]
    .filter(number => number !== '' && meterIdOf(communityId, roomCode, type, number) !== meterId)
    .map(number => aliasItem({ ...meter, number }))
}

/**
 * Of two meters of one room and type that carry one number, a sheet would mean either. Meters may have swapped numbers one
 * after the other. Throws record.exists.
 */
export async function checkNumberFree(
  ctx: Context,
  {
    communityId,
    roomId,
    meterId,
    type,
    number,
  }: Pick<StoredMeter, 'communityId' | 'roomId' | 'meterId' | 'type' | 'number'>,
): Promise<void> {
  if (number === '') return
  const { items } = await ctx.db.query({
    pk: ofRoomPk(communityId, roomId),
    begins: metersBegin,
    schema: StoredMeter,
    limit: 100,
  })
  if (items.some(other => other.meterId !== meterId && other.type === type && other.number === number))
    throw new AppError('record.exists', { message: meterProblems.sameNumber })
}

const Alias = z.object({ meterId: Id })

/** The meters of these ids, or those that have come to carry the number that an id was made of. Consistent. */
export async function metersNumbered(
  ctx: Context,
  asked: Pick<StoredMeter, 'communityId' | 'roomId' | 'meterId'>[],
): Promise<(StoredMeter | undefined)[]> {
  const aliases = await ctx.db.getMany(
    asked.map(({ communityId, roomId, meterId }) => aliasKey(communityId, roomId, meterId)),
    Alias,
  )
  return getMeters(
    ctx,
    asked.map((each, i) => ({ ...each, meterId: aliases[i]?.meterId ?? each.meterId })),
  )
}

/** Consistent, in the order asked. */
export const getMeters = (
  ctx: Context,
  asked: Pick<StoredMeter, 'communityId' | 'roomId' | 'meterId'>[],
): Promise<(StoredMeter | undefined)[]> =>
  ctx.db.getMany(
    asked.map(({ communityId, roomId, meterId }) => meterKey(communityId, roomId, meterId)),
    StoredMeter,
  )

type Asked = { communityId: string; roomId: string; meterId: string }

/** Throws record.not_found. */
export async function loadMeter(ctx: Context, { communityId, roomId, meterId }: Asked): Promise<StoredMeter> {
  const meter = await ctx.db.get(meterKey(communityId, roomId, meterId), StoredMeter)
  if (!meter) throw new AppError('record.not_found')
  return meter
}

/** A meter that nobody else has changed since it was read; a name that is undefined is taken away. */
export function meterWrite(meter: StoredMeter, change: Partial<StoredMeter>): { meter: StoredMeter; write: Write } {
  const next = { ...meter, ...change, version: meter.version + 1 }
  return { meter: next, write: { put: meterItem(next), if: { version: meter.version } } }
}
