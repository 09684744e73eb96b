import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import type { Context } from '../context'
import { projection } from '../db'
import type { Write } from '../db-write'
import { derivedId } from '../secrets'
import { isChargedAlike } from './charged-room'
import { roomItem, roomKey, roomsByChange, roomsByCode, type StoredOccupancy, StoredRoom } from './store'

/** A room's id follows from its code: the same room made twice meets itself. */
export const roomIdOf = (communityId: string, code: string): string => derivedId('room', communityId, code)

/** The room with its occupancies, read consistently. Throws record.not_found. */
export async function loadRoom(ctx: Context, communityId: string, roomId: string): Promise<StoredRoom> {
  const room = await ctx.db.get(roomKey(communityId, roomId), StoredRoom)
  if (!room) throw new AppError('record.not_found')
  return room
}

/** Up to 100 rooms in one consistent read, in the order asked. */
export const loadRooms = (ctx: Context, communityId: string, roomIds: string[]): Promise<(StoredRoom | undefined)[]> =>
  ctx.db.getMany(
    roomIds.map(roomId => roomKey(communityId, roomId)),
    StoredRoom,
  )

/** Who lives in a room, for whoever reads it together with other records. */
export const householdKey = roomKey
export const Household = StoredRoom.pick({ occupancies: true })
export const householdShape = { occupancies: true }

const itsBuilding = projection({ roomId: true, building: true })
const InBuilding = z.object({ building: z.string() })

/** Which building each of these charged objects is in; '' for what is no room. One read for a hundred. */
export async function buildingsOf(ctx: Context, communityId: string, ids: string[]): Promise<(id: string) => string> {
  const keys = ids.map(id => roomKey(communityId, id))
  const rooms = await ctx.db.getMany(keys, InBuilding, itsBuilding)
  const known = new Map(ids.map((id, i) => [id, rooms[i]?.building ?? '']))
  return id => known.get(id) ?? ''
}

/**
 * A page of rooms in the order of their codes; `prefix` is a code's beginning: a building `3`, a unit `3-2`, or
 * `3-2-15` for 3-2-15, 3-2-1501 …: those are picked from their unit. Eventually consistent.
 */
export async function listRooms(
  ctx: Context,
  communityId: string,
  page: { prefix?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: StoredRoom[]; cursor?: string }> {
  const prefix = page.prefix?.trim().toUpperCase() ?? ''
  const [unit] = /^[^-]*-[^-]*-/.exec(prefix) ?? []
  const found = await ctx.db.query({
    index: 'gs1',
    pk: roomsByCode(communityId),
    ...(prefix !== '' && { begins: sortCode(unit ?? prefix) }),
    schema: StoredRoom,
    limit: page.limit,
    cursor: page.cursor,
  })
  return { ...found, items: found.items.filter(room => unit === undefined || room.code.startsWith(prefix)) }
}

/**
 * All rooms of a building or of one of its units, in the order of their codes. Which ones there are is eventually
 * consistent; each is read consistently, so that what was written before the call is seen.
 */
export async function roomsOfBuilding(
  ctx: Context,
  communityId: string,
  building: string,
  unit?: string,
): Promise<StoredRoom[]> {
  const begins = [building, ...(unit === undefined ? [] : [unit])].map(part => `${sortCode(part)}-`).join('')
  const rooms: StoredRoom[] = []
  let cursor: string | undefined
  do {
    const page = await ctx.db.query({
      index: 'gs1',
      pk: roomsByCode(communityId),
      begins,
      schema: OnlyKey,
      only: onlyKey,
      limit: 500,
      cursor,
    })
    const found = await loadRooms(
      ctx,
      communityId,
      page.items.map(({ sk }) => sk),
    )
    rooms.push(...found.filter(room => room !== undefined))
    cursor = page.cursor
  } while (cursor !== undefined)
  return rooms
}
const onlyKey = projection({})
const OnlyKey = z.object({ sk: Id })

/** The codes of all rooms, in their order. Eventually consistent. */
export async function allRoomCodes(ctx: Context, communityId: string): Promise<string[]> {
  const codes: string[] = []
  let cursor: string | undefined
  do {
    const page = await ctx.db.query({
      index: 'gs1',
      pk: roomsByCode(communityId),
      schema: OnlyCode,
      only: onlyCode,
      limit: 1000,
      cursor,
    })
    codes.push(...page.items.map(({ code }) => code))
    cursor = page.cursor
  } while (cursor !== undefined)
  return codes
}
const OnlyCode = z.object({ code: z.string() })
const onlyCode = projection(OnlyCode.shape)

/** Whether the occupancy is over: the last day still counts. */
export const hasEnded = (occupancy: StoredOccupancy, today: string): boolean =>
  occupancy.removedAt !== undefined || (occupancy.to !== undefined && occupancy.to < today)

/** Whether the occupancy counts on this day: the first and the last day do. */
export const isLive = (occupancy: StoredOccupancy, today: string): boolean =>
  occupancy.from <= today && !hasEnded(occupancy, today)

/** A room that nobody else has changed since it was read. */
export const roomWrite = (
  ctx: Context,
  room: StoredRoom,
  change: Partial<Pick<StoredRoom, 'areas' | 'status' | 'handoverDate' | 'occupancies'>>,
): { room: StoredRoom; write: Write } => {
  const changed = { ...room, ...change, version: room.version + 1, updatedAt: ctx.now() }
  const next = isChargedAlike(room, changed) ? changed : { ...changed, chargeChangedAt: ctx.now() }
  return { room: next, write: { put: roomItem(next), if: { version: room.version } } }
}

/** For another's transaction: that nobody has changed the room since it was read. */
export const sameRoomCheck = (communityId: string, roomId: string, version: number): Write => ({
  check: roomKey(communityId, roomId),
  if: { version },
})

/** Rooms that would be charged otherwise than before this moment, oldest change first. Eventually consistent. */
export const roomsChangedSince = (
  ctx: Context,
  communityId: string,
  since: string,
  limit: number,
): Promise<{ items: StoredRoom[] }> =>
  ctx.db.query({
    index: 'gs2',
    pk: roomsByChange(communityId),
    between: [since, '\uffff'],
    schema: StoredRoom,
    limit,
  })

/** A room that does not exist yet; `countItems` belongs into the same transaction. */
export const newRoomWrite = (room: StoredRoom): Write => ({ put: roomItem(room), ifAbsent: true })
