import { AppError } from '@linli/shared/errors'
import { parseRoomName } from '@linli/shared/imports/room-code'
import { passRefusals } from '@linli/shared/visitors/words'
import { isLive, loadRoom, loadRooms, roomIdOf } from '../communities/rooms'
import type { Context } from '../context'
import type { StoredPass } from './store'

type Occupied = Awaited<ReturnType<typeof loadRoom>>

/** Every phone that is bound to a home today. */
export const phonesOf = (ctx: Context, { occupancies }: Pick<Occupied, 'occupancies'>): string[] => [
  ...new Set(occupancies.filter(each => isLive(each, ctx.today())).flatMap(each => each.accounts ?? [])),
]

/** Who is told that somebody came in: whoever invited or answered; where a guard decided alone, the whole household. */
export async function toldOf(ctx: Context, { communityId, roomId, accountId, walkIn }: StoredPass): Promise<string[]> {
  if (accountId) return [accountId]
  if (!walkIn) return []
  const [room] = await loadRooms(ctx, communityId, [roomId])
  return room ? phonesOf(ctx, room) : []
}

const notThere = (path: string) => new AppError('request.invalid', { fields: [{ path, message: passRefusals.noRoom }] })

/** A room by any spelling of its number. Throws request.invalid for what is none. */
export function roomIdCalled(communityId: string, said: string, path: string): string {
  const read = parseRoomName(said)
  if (!read.ok) throw notThere(path)
  return roomIdOf(communityId, read.code)
}

/** The same of a room that is there. */
export const loadRoomCalled = (ctx: Context, communityId: string, said: string): Promise<Occupied> =>
  loadRoom(ctx, communityId, roomIdCalled(communityId, said, 'roomCode')).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'record.not_found' ? notThere('roomCode') : error
  })
