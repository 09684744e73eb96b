import { AppError } from '@linli/shared/errors'
import { isLive, roomsOfBuilding } from '../communities/rooms'
import type { Context } from '../context'
import type { OccupancyInRoom, RoomWithOccupancies } from '../people/move-in'
import type { PrintRoom, StoredPrint } from './letter-store'
import { printWords } from './print-words'

const mostLetters = 1000

/** Who lives here today and has no account yet. */
export const unboundIn = (room: RoomWithOccupancies, today: string): OccupancyInRoom[] =>
  room.occupancies.filter(each => isLive(each, today) && (each.accounts ?? []).length === 0)

/** Somebody who lives here has bound an account. */
export const hasJoined = (room: RoomWithOccupancies, today: string): boolean =>
  room.occupancies.some(each => isLive(each, today) && (each.accounts ?? []).length > 0)

/** Whom a printing is for: at most 1,000 homes. Throws record.not_found, request.too_large, with the sentence to read. */
export async function roomsToPrint(ctx: Context, print: StoredPrint): Promise<PrintRoom[]> {
  const today = ctx.today()
  const all = await roomsOfBuilding(ctx, print.communityId, print.building, print.unit)
  const rooms = all
    .filter(room => unboundIn(room, today).length > 0)
    .filter(room => print.who === 'anyone_left' || !hasJoined(room, today))
    .map(({ roomId, code }) => ({ roomId, code }))
  const { nobody, tooMany } = printWords.problems
  if (rooms.length === 0) throw new AppError('record.not_found', { message: nobody })
  if (rooms.length > mostLetters) throw new AppError('request.too_large', { message: tooMany(rooms.length) })
  return rooms
}
