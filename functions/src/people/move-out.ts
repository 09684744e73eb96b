import { type Context, reaching } from '../context'
import type { Write } from '../db-write'
import { recountItem } from '../identity/count-joined'
import { homesChangedItems } from '../identity/homes'
import type { OccupancyInRoom, RoomWithOccupancies } from './move-in'
import { forgetPhoneHomeItems, phoneHomeItems } from './move-in'
import { Place, placeItem, placeKey } from './store'

export type MoveOut = {
  /** The room's occupancies afterwards, for the caller's conditioned write of the room. */
  occupancies: OccupancyInRoom[]
  writes: Write[]
  /** The owners that these writes reach beyond the caller's. */
  owners: string[]
}

/**
 * Ends occupancies of one room: their places, the way from their numbers to the home, and every bound account's access.
 * With the owner go the family members whom they let in, and the views of bills that they gave; a tenant's lease stays.
 * `removed`: over at this moment, not at the end of the last day.
 */
export async function moveOutItems(
  ctx: Context,
  companyId: string,
  room: RoomWithOccupancies,
  occupancyIds: string[],
  end: { to: string; removed?: boolean },
): Promise<MoveOut> {
  const going = room.occupancies.filter(each => occupancyIds.includes(each.occupancyId) || isGuest(each, occupancyIds))
  const goingIds = new Set(going.map(each => each.occupancyId))
  const ended = (each: OccupancyInRoom): OccupancyInRoom => ({
    ...each,
    to: each.to !== undefined && each.to < end.to ? each.to : end.to,
    ...(end.removed && { removedAt: ctx.now() }),
    ...((end.removed || end.to < ctx.today()) && { accounts: [] }),
  })
  const blinded = (each: OccupancyInRoom): OccupancyInRoom => {
    if (each.seesBillsBy === undefined || !goingIds.has(each.seesBillsBy)) return each
    const { seesBillsBy: _by, ...rest } = each
    return { ...rest, seesBills: false }
  }
  const occupancies = room.occupancies.map(each => (goingIds.has(each.occupancyId) ? ended(each) : blinded(each)))

  const [places, homes] = await Promise.all([
    placeWrites(
      ctx,
      companyId,
      room,
      occupancies.filter(each => goingIds.has(each.occupancyId)),
    ),
    homesChangedItems(ctx, [{ before: room, after: occupancies }]),
  ])
  const writes = [...places, ...homes.writes, recountItem(ctx, room)]
  return { occupancies, writes, owners: ['G#phone#', `M#${companyId}#`, ...homes.owners] }
}

const isGuest = (each: OccupancyInRoom, hosts: string[]) =>
  each.role === 'family' &&
  each.invitedBy !== undefined &&
  hosts.includes(each.invitedBy) &&
  each.removedAt === undefined

/** `ended` as they are afterwards. */
async function placeWrites(
  ctx: Context,
  companyId: string,
  room: RoomWithOccupancies,
  ended: OccupancyInRoom[],
): Promise<Write[]> {
  const keys = ended.map(each => placeKey({ ...each, companyId, communityId: room.communityId, roomId: room.roomId }))
  const places = await reaching(ctx, `M#${companyId}#`).db.getMany(keys, Place)
  return places.flatMap((place, i) => {
    const occupancy = ended[i]
    if (!place || !occupancy) return []
    const gone = occupancy.removedAt !== undefined || (occupancy.to ?? '') < ctx.today()
    const removed = occupancy.removedAt !== undefined
    const next = { ...place, to: occupancy.to, ...(removed && { removed }), ...(gone && { phoneHash: undefined }) }
    return [{ put: placeItem(next) }, ...(gone ? forgetPhoneHomeItems(place) : phoneHomeItems(next))]
  })
}
