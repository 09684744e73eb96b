import { Key } from '../db'
import type { Context } from '../context'
import type { ChargedSpace } from './charged-spaces'
import { ChargedVehicle } from './charged-vehicles'
import { heldBy, parkedAt, spaceKey, StoredSpace, vehicleKey } from './store'

/** More than any household parks, or anybody holds. */
const most = 100

/** Spaces and vehicles of a room (whoever holds them), or that somebody holds (whatever room they are of). Which there are is eventually consistent. */
export async function parkedBy(
  ctx: Context,
  communityId: string,
  placeId: string,
): Promise<{ spaces: ChargedSpace[]; vehicles: ChargedVehicle[] }> {
  const [atRoom, held] = await Promise.all([
    ctx.db.query({ index: 'gs2', pk: parkedAt(communityId, placeId), schema: Key, limit: most }),
    ctx.db.query({ index: 'gs3', pk: heldBy(communityId, placeId), schema: Key, limit: most }),
  ])
  const ids = (pk: string) => [
    ...new Set([...atRoom.items, ...held.items].flatMap(each => (each.pk === pk ? each.sk : []))),
  ]
  const [spaceIds, vehicleIds] = [ids(spaceKey(communityId, '').pk), ids(vehicleKey(communityId, '').pk)]
  const [spaces, vehicles] = await Promise.all([
    spaceIds.length > 0
      ? ctx.db.getMany(
          spaceIds.map(id => spaceKey(communityId, id)),
          StoredSpace,
        )
      : [],
    vehicleIds.length > 0
      ? ctx.db.getMany(
          vehicleIds.map(id => vehicleKey(communityId, id)),
          ChargedVehicle,
        )
      : [],
  ])
  return { spaces: spaces.flatMap(each => each ?? []), vehicles: vehicles.flatMap(each => each ?? []) }
}
