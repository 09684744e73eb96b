import { type Community, Occupancy, Room } from '@linli/shared/communities/schema'
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

export const StoredRoom = Room.extend({
  occupancies: z.array(StoredOccupancy),
  /** When something last changed that a charge is computed from; absent while it is as it was made. */
  chargeChangedAt: z.string().optional(),
  /** The import that made it. */
  importId: Id.optional(),
})
export type StoredRoom = z.infer<typeof StoredRoom>

export const companyKey = (companyId: string): Key => ({ pk: `M#${companyId}#`, sk: 'company' })
export const communityKey = (communityId: string): Key => ({ pk: `C#${communityId}#`, sk: 'community' })
export const communitiesByName = 'G#communities#0'
export const roomKey = (communityId: string, roomId: string): Key => ({ pk: `C#${communityId}#rooms`, sk: roomId })
export const roomsByCode = (communityId: string) => `C#${communityId}#rooms-by-code`
export const roomsByChange = (communityId: string) => `C#${communityId}#rooms-by-change`

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
  ...(room.chargeChangedAt && {
    gs2pk: roomsByChange(room.communityId),
    gs2sk: `${room.chargeChangedAt}#${room.roomId}`,
  }),
})

/** One building with its units and its number of rooms: a counter that needs no read to be kept. */
export const StoredBuilding = z.object({ building: z.string(), units: z.set(z.string()), rooms: z.number().int() })
export type StoredBuilding = z.infer<typeof StoredBuilding>

export const buildingsKey = (communityId: string) => `C#${communityId}#buildings`
export const buildingKey = (communityId: string, building: string): Key => ({
  pk: buildingsKey(communityId),
  sk: sortCode(building),
})

/** Found by the beginning of the number as people write it: the key's padded digits have another beginning. */
export const buildingsByNumber = (communityId: string, building: string) => ({
  gs1pk: `C#${communityId}#buildings`,
  gs1sk: building,
})

/** All rooms of a community are counted by so many items, which one read of 4 KB holds. */
export const roomCounters = 32
export const roomCountersKey = (communityId: string) => `C#${communityId}#room-counters`

/** The counter of a building's rooms; buildings that follow one another have different ones. */
export const roomCounterKey = (communityId: string, building: string): Key => ({
  pk: roomCountersKey(communityId),
  sk: String([...building].reduce((sum, sign) => (sum * 10 + (sign.codePointAt(0) ?? 0)) % roomCounters, 0)),
})
