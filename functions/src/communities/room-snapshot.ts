import type { Areas } from '@linli/shared/communities/schema'
import type { Context } from '../context'
import { isLive, loadRooms, roomIdOf } from './rooms'

/** What a preview compares a row with: the room as it stands, and who owns it today. */
export type RoomSnapshot = { code: string; roomId: string; areas: Areas; owners: string[] }

/** The rooms among these codes that exist already, by code. One consistent read for each 100. */
export async function roomSnapshots(
  ctx: Context,
  communityId: string,
  codes: string[],
): Promise<Map<string, RoomSnapshot>> {
  const snapshots = new Map<string, RoomSnapshot>()
  for (let at = 0; at < codes.length; at += 100) {
    const ids = codes.slice(at, at + 100).map(code => roomIdOf(communityId, code))
    for (const room of await loadRooms(ctx, communityId, ids)) {
      if (!room) continue
      const owners = room.occupancies.filter(each => each.role === 'owner' && isLive(each, ctx.today()))
      const { code, roomId, areas } = room
      snapshots.set(code, { code, roomId, areas, owners: owners.map(each => each.personName) })
    }
  }
  return snapshots
}
