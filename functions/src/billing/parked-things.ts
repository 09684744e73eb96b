import type { ChargedObject } from '@linli/shared/billing/schema'
import type { ChargedRoom } from '../communities/charged-room'
import { loadRooms } from '../communities/rooms'
import type { Context } from '../context'
import { parkedBy } from '../parking/parked'
import { type Cover, Cover as StoredCover, coverKey, thingCoverKey } from './cover'
import { holderOf, isOfRoom, type Thing, thingOfSpace, thingOfVehicle } from './things'

/** A household's spaces and vehicles with the days beside each, and who the household is where it is no room. */
export type Parked = { things: Thing[]; covers: Map<string, Cover>; holder?: ChargedObject }

/**
 * What stands under a household: of a room what somebody of the room holds; of a holder the rest. As a run places it
 * (`ThingsToCharge`), for one household alone.
 */
export async function parkedOf(
  ctx: Context,
  communityId: string,
  placeId: string,
  room: ChargedRoom | undefined,
): Promise<Parked> {
  const { spaces, vehicles } = await parkedBy(ctx, communityId, placeId)
  const all = [...spaces.map(thingOfSpace), ...vehicles.map(thingOfVehicle)]
  const things = room
    ? all.filter(each => each.roomId === placeId && isOfRoom(each, room))
    : await held(ctx, communityId, placeId, all)
  const keys = things.map(({ type, id, roomId }) =>
    type === 'space' && roomId !== undefined ? coverKey(communityId, roomId) : thingCoverKey(communityId, id),
  )
  const found = keys.length > 0 ? await ctx.db.getMany(keys, StoredCover) : []
  const covers = new Map(things.flatMap(({ id }, i) => (found[i] ? [[id, found[i]] as const] : [])))
  const holder = room ? undefined : things[0] && holderOf(things[0])
  return { things, covers, ...(holder && { holder }) }
}

async function held(ctx: Context, communityId: string, holderId: string, all: Thing[]): Promise<Thing[]> {
  const own = all.filter(each => holderOf(each)?.id === holderId)
  const roomIds = [...new Set(own.flatMap(({ roomId }) => roomId ?? []))]
  const rooms = roomIds.length > 0 ? await loadRooms(ctx, communityId, roomIds) : []
  return own.filter(each => {
    const room = rooms.find(one => one?.roomId === each.roomId)
    return !room || !isOfRoom(each, room)
  })
}
