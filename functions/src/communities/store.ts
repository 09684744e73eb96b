import { type Building, type Community, Occupancy, Room } from '@linli/shared/communities/schema'
import { Id } from '@linli/shared/ids'
import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import type { Item, Key } from '../db'

/** An occupancy as kept in its room: who acts for it, who let it in, whose grant shows it the bills. */
export const StoredOccupancy = Occupancy.extend({
  accounts: z.array(Id).optional(),
  invitedBy: Id.optional(),
  seesBillsBy: Id.optional(),
  /** Removed by an owner: over at once, whatever the dates say. */
  removedAt: z.string().optional(),
})
export type StoredOccupancy = z.infer<typeof StoredOccupancy>

export const StoredRoom = Room.extend({ occupancies: z.array(StoredOccupancy) })
export type StoredRoom = z.infer<typeof StoredRoom>

export const companyKey = (companyId: string): Key => ({ pk: `M#${companyId}#`, sk: 'company' })
export const communityKey = (communityId: string): Key => ({ pk: `C#${communityId}#`, sk: 'community' })
export const communitiesByName = 'G#communities#0'
export const roomKey = (communityId: string, roomId: string): Key => ({ pk: `C#${communityId}#rooms`, sk: roomId })
export const roomsByCode = (communityId: string) => `C#${communityId}#rooms-by-code`
export const unitsKey = (communityId: string) => `C#${communityId}#buildings`

export const communityItem = (community: Community): Item => ({
  ...communityKey(community.communityId),
  ...community,
  gs1pk: communitiesByName,
  gs1sk: community.name,
})

export const roomItem = (room: StoredRoom): Item => ({
  ...roomKey(room.communityId, room.roomId),
  ...room,
  gs1pk: roomsByCode(room.communityId),
  gs1sk: sortCode(room.code),
})

/** One unit of a building with its number of rooms: a counter that needs no read to be kept. */
export const Unit = z.object({ building: z.string(), unit: z.string(), rooms: z.number().int() })
export type Unit = z.infer<typeof Unit>

export const unitKey = (communityId: string, building: string, unit: string): Key => ({
  pk: unitsKey(communityId),
  sk: `${sortCode(building)}#${sortCode(unit)}`,
})

/** Units, in order, as buildings. */
export function buildingsOf(units: Unit[]): Building[] {
  const buildings = new Map<string, Building>()
  for (const { building, unit, rooms } of units) {
    const known = buildings.get(building) ?? { building, units: [], rooms: 0 }
    buildings.set(building, { building, units: [...known.units, unit], rooms: known.rooms + rooms })
  }
  return [...buildings.values()]
}
