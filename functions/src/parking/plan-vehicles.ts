import type { RecordOf } from '@linli/shared/imports/record'
import { maskPlate, normalPlate } from '@linli/shared/parking/schema'
import type { Context } from '../context'
import type { PlanAt, Planned } from '../imports/planned'
import { derivedId } from '../secrets'
import { type Placed, placeHolders } from './holders'
import { plateField, StoredVehicle, vehicleItem, vehicleKey } from './store'

type VehicleRecord = RecordOf<'vehicle'>

/** Vehicles of a register: one plate is one vehicle; what is registered already stays as it is. */
export async function planVehicles(
  ctx: Context,
  at: PlanAt,
  records: VehicleRecord[],
): Promise<Planned<VehicleRecord>[]> {
  const [known, holders] = await Promise.all([
    knownVehicles(
      ctx,
      at.communityId,
      records.map(({ plate }) => plate),
    ),
    placeHolders(ctx, at, records),
  ])
  const met = new Set<string>()
  return records.map((record, i) => {
    const vehicleId = vehicleIdsOf(ctx, at.communityId, record.plate)[0] ?? ''
    const placed = holders[i]
    if (known[i] || met.has(vehicleId) || !placed) return { record, writes: [] }
    if (placed.conflict !== undefined) return { record, writes: [], conflict: placed.conflict }
    met.add(vehicleId)
    const put = vehicleItem(vehicleOf(ctx, at, record, placed, record.spaceCode))
    return { record, writes: [{ put, ifAbsent: true }, ...placed.writes] }
  })
}

type Described = Pick<VehicleRecord, 'plate' | 'brand' | 'type' | 'colour'>

export function vehicleOf(
  ctx: Context,
  { communityId, importId }: PlanAt,
  { plate, brand, type, colour }: Described,
  { place }: Placed,
  spaceCode: string | undefined,
): StoredVehicle {
  const vehicleId = vehicleIdsOf(ctx, communityId, plate)[0] ?? ''
  return {
    vehicleId,
    communityId,
    plateMasked: maskPlate(plate),
    plateSealed: ctx.deps.secrets.seal(normalPlate(plate), plateField(vehicleId)),
    ...(brand && { brand }),
    ...(type && { type }),
    ...(colour && { colour }),
    ...place,
    ...(spaceCode && { spaceCode }),
    importId,
    version: 1,
  }
}

/** The ids that a plate may have, by every live hash key; a new vehicle takes the first. */
export const vehicleIdsOf = (ctx: Context, communityId: string, plate: string): string[] =>
  ctx.deps.secrets.hashes(normalPlate(plate), communityId).map(hash => derivedId('vehicle', communityId, hash))

/** The vehicles of these plates, in the order asked. */
export async function knownVehicles(
  ctx: Context,
  communityId: string,
  plates: (string | undefined)[],
): Promise<(StoredVehicle | undefined)[]> {
  const ids = plates.map(plate => (plate === undefined ? [] : vehicleIdsOf(ctx, communityId, plate)))
  const found = await ctx.db.getMany(
    ids.flat().map(id => vehicleKey(communityId, id)),
    StoredVehicle,
  )
  const byId = new Map(found.flatMap(vehicle => (vehicle ? [[vehicle.vehicleId, vehicle]] : [])))
  return ids.map(own => own.map(id => byId.get(id)).find(vehicle => vehicle !== undefined))
}
