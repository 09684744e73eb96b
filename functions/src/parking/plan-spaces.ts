import type { RecordOf } from '@linli/shared/imports/record'
import { maskPlate } from '@linli/shared/parking/schema'
import type { Context } from '../context'
import type { Write } from '../db-write'
import type { PlanAt, Planned } from '../imports/planned'
import { derivedId } from '../secrets'
import { type Placed, placeHolders } from './holders'
import { knownVehicles, vehicleIdsOf, vehicleOf } from './plan-vehicles'
import { spaceItem, spaceKey, StoredSpace, vehicleItem } from './store'

type SpaceRecord = RecordOf<'space'>

/**
 * Spaces of a register, each with its vehicle where the row names one. The same space as it is on record is unchanged; with
 * another holder, room, tenure or end it is a conflict.
 */
export async function planSpaces(ctx: Context, at: PlanAt, records: SpaceRecord[]): Promise<Planned<SpaceRecord>[]> {
  const ids = records.map(({ lot, code }) => derivedId('space', at.communityId, lot, code))
  const [known, vehicles, holders] = await Promise.all([
    ctx.db.getMany(
      ids.map(id => spaceKey(at.communityId, id)),
      StoredSpace,
    ),
    knownVehicles(
      ctx,
      at.communityId,
      records.map(({ vehicle }) => vehicle?.plate),
    ),
    placeHolders(ctx, at, records),
  ])
  const met = new Set<string>()
  return records.map((record, i) => {
    const spaceId = ids[i] ?? ''
    const placed = holders[i]
    if (!placed) return { record, writes: [] }
    if (placed.conflict !== undefined) return { record, writes: [], conflict: placed.conflict }
    const before = known[i]
    if (before) return { record, writes: [], ...(differs(before, record) && { conflict: conflictOf(record) }) }
    const space = spaceOf(ctx, at, record, placed, spaceId)
    const { vehicleId = '' } = space
    const isNew = record.vehicle && !vehicles[i] && !met.has(vehicleId)
    if (met.has(spaceId)) return { record, writes: [] }
    met.add(spaceId).add(vehicleId)
    const vehicle: Write[] =
      isNew && record.vehicle
        ? [{ put: vehicleItem(vehicleOf(ctx, at, record.vehicle, placed, record.code)), ifAbsent: true }]
        : []
    return { record, writes: [{ put: spaceItem(space), ifAbsent: true }, ...vehicle, ...placed.writes] }
  })
}

function spaceOf(
  ctx: Context,
  { communityId, importId }: PlanAt,
  { lot, code, type, areaM2x100, tenure, from, to, vehicle }: SpaceRecord,
  { place }: Placed,
  spaceId: string,
): StoredSpace {
  const vehicleId = vehicle && vehicleIdsOf(ctx, communityId, vehicle.plate)[0]
  return {
    spaceId,
    communityId,
    lot,
    code,
    ...(type && { type }),
    ...(areaM2x100 !== undefined && { areaM2x100 }),
    ...(tenure && { tenure }),
    ...place,
    ...(from && { from }),
    ...(to && { to }),
    ...(vehicle && vehicleId && { vehicleId, plateMasked: maskPlate(vehicle.plate) }),
    importId,
    version: 1,
  }
}

const differs = (known: StoredSpace, record: SpaceRecord): boolean =>
  (record.holder !== undefined && known.holder?.name !== record.holder.name) ||
  (record.roomCode !== undefined && known.roomCode !== record.roomCode) ||
  (record.tenure !== undefined && known.tenure !== record.tenure) ||
  (record.to !== undefined && known.to !== record.to)

const conflictOf = ({ lot, code }: SpaceRecord) =>
  `车位 ${lot ? `${lot} ` : ''}${code} 已经登记过，内容和表格不一样，没有覆盖`
