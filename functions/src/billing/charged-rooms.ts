import * as z from 'zod'
import { ChargedRoom } from '../communities/charged-room'
import { loadRooms } from '../communities/rooms'
import type { Context } from '../context'
import { AnyItem, projection } from '../db'
import { Cover, coverEnding, coverKey } from './cover'

export type RoomToCharge = { room: ChargedRoom; cover: Cover | undefined }

const perPage = 500
const Versioned = z.object({ version: z.number().int() })
const Row = z.looseObject({ sk: z.string() })
type Row = z.infer<typeof Row>
const onlyCharged = projection({ ...ChargedRoom.shape, ...Cover.shape })

/** Every room with its cover, read consistently and together: they lie side by side. The next page loads meanwhile. */
export async function* allRooms(ctx: Context, communityId: string): AsyncGenerator<RoomToCharge[]> {
  const load = (cursor?: string) =>
    ctx.db.query({ pk: `C#${communityId}#rooms`, schema: Row, only: onlyCharged, limit: perPage, cursor })
  let waiting: Row | undefined
  let next: ReturnType<typeof load> | undefined = load()
  while (next) {
    const { items, cursor }: Awaited<ReturnType<typeof load>> = await next
    next = cursor === undefined ? undefined : load(cursor)
    // A generator that is left early must not leave a rejection behind.
    next?.catch(() => {})
    const rooms: RoomToCharge[] = []
    for (const row of items) {
      const isCover = row.sk.endsWith(coverEnding)
      if (waiting) rooms.push(together(waiting, isCover ? row : undefined))
      waiting = isCover ? undefined : row
    }
    if (!next && waiting) rooms.push(together(waiting))
    if (rooms.length > 0) yield rooms
  }
}

/** Up to 100 named rooms with their covers; those that do not exist are left out. */
export async function namedRooms(ctx: Context, communityId: string, roomIds: string[]): Promise<RoomToCharge[]> {
  const [rooms, covers] = await Promise.all([
    loadRooms(ctx, communityId, roomIds),
    ctx.db.getMany(
      roomIds.map(roomId => coverKey(communityId, roomId)),
      Cover,
    ),
  ])
  return rooms.flatMap((room, i) => (room ? [{ room, cover: covers[i] }] : []))
}

/** Up to 50 rooms, of which version they are, and their covers, in one consistent read and in the order asked. */
export async function roomsAndCovers(
  ctx: Context,
  communityId: string,
  roomIds: string[],
): Promise<{ room: ChargedRoom | undefined; version: number; cover: Cover | undefined }[]> {
  const keys = roomIds.map(roomId => coverKey(communityId, roomId))
  const found = await ctx.db.getMany([...keys.map(({ pk }, i) => ({ pk, sk: roomIds[i] ?? '' })), ...keys], AnyItem)
  return roomIds.map((_, i) => ({
    room: ChargedRoom.optional().parse(found[i]),
    version: Versioned.parse(found[i] ?? { version: 0 }).version,
    cover: Cover.optional().parse(found[roomIds.length + i]),
  }))
}

const together = (room: Row, cover?: Row): RoomToCharge => ({
  room: ChargedRoom.parse(room),
  cover: cover && Cover.parse(cover),
})
