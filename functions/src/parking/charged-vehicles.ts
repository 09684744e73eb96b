import type { Context } from '../context'
import type { Key } from '../db'
import { queryAll } from '../query-all'
import { StoredVehicle, vehicleKey } from './store'

/** What a charge asks of a vehicle; its plate stays sealed. */
export const ChargedVehicle = StoredVehicle.omit({ plateSealed: true })
export type ChargedVehicle = Omit<StoredVehicle, 'plateSealed'>

/** More vehicles than any community has. */
const mostVehicles = 200_000

/** Every vehicle of a community, read consistently. */
export const vehiclesOf = (ctx: Context, communityId: string): Promise<ChargedVehicle[]> =>
  queryAll(ctx.db, { pk: vehicleKey(communityId, '').pk, schema: ChargedVehicle }, mostVehicles)

export const loadVehicle = (
  ctx: Context,
  communityId: string,
  vehicleId: string,
): Promise<ChargedVehicle | undefined> => ctx.db.get(vehicleKey(communityId, vehicleId), ChargedVehicle)

/** Where a vehicle's `version` stands, for a write that needs it unchanged. */
export const versionOfVehicle = (communityId: string, vehicleId: string): Key => vehicleKey(communityId, vehicleId)
