import * as z from 'zod'
import { type Part, part, partition, type Source } from '../exports/part'
import { vehicleIdsOf } from './plan-vehicles'
import {
  plateField,
  spaceItem,
  spacesByCode,
  StoredSpace,
  StoredVehicle,
  vehicleItem,
  vehicleKey,
  vehiclesByPlace,
} from './store'

/** A vehicle's id follows from its plate under the keys of its system: the plate travels, the id is made anew. Its bills keep the old one. */
const CarriedVehicle = StoredVehicle.omit({ plateSealed: true }).extend({ plate: z.string() })
const CarriedSpace = StoredSpace.extend({ plate: z.string().optional() }).loose()

const vehiclesPart = part({
  name: 'vehicles',
  record: CarriedVehicle,
  async *read(source) {
    for await (const items of partition(source, { index: 'gs1', pk: vehiclesByPlace(source.communityId) })) {
      const vehicles = items.map(item => StoredVehicle.parse(item))
      for (const { holder } of vehicles) if (holder?.personId) source.seen.people.add(holder.personId)
      yield vehicles.map(({ plateSealed: _sealed, ...vehicle }) => ({
        ...vehicle,
        plate: plateOf(source, { ...vehicle, plateSealed: _sealed }),
      }))
    }
  },
  items: ({ ctx, communityId }, records) =>
    records.map(({ plate, ...vehicle }) => {
      const [vehicleId = ''] = vehicleIdsOf(ctx, communityId, plate)
      const chargeId = vehicle.chargeId ?? vehicle.vehicleId
      return vehicleItem({
        ...vehicle,
        vehicleId,
        ...(chargeId !== vehicleId && { chargeId }),
        plateSealed: ctx.deps.secrets.seal(plate, plateField(vehicleId)),
      })
    }),
})

const plateOf = ({ ctx }: Source, { vehicleId, plateSealed }: StoredVehicle) =>
  ctx.deps.secrets.open(plateSealed, plateField(vehicleId))

const spacesPart = part({
  name: 'spaces',
  record: CarriedSpace,
  async *read(source) {
    const { ctx, communityId, seen } = source
    for await (const items of partition(source, { index: 'gs1', pk: spacesByCode(communityId) })) {
      const spaces = items.map(item => StoredSpace.loose().parse(item))
      for (const { holder } of spaces) if (holder?.personId) seen.people.add(holder.personId)
      const ids = [...new Set(spaces.flatMap(({ vehicleId }) => vehicleId ?? []))]
      const found = []
      for (let at = 0; at < ids.length; at += 100)
        found.push(
          ...(await ctx.db.getMany(
            ids.slice(at, at + 100).map(id => vehicleKey(communityId, id)),
            StoredVehicle,
          )),
        )
      const plates = new Map(
        found.flatMap(vehicle => (vehicle ? [[vehicle.vehicleId, plateOf(source, vehicle)] as const] : [])),
      )
      yield spaces.map(space => ({ ...space, plate: space.vehicleId && plates.get(space.vehicleId) }))
    }
  },
  items: ({ ctx, communityId }, records) =>
    records.map(({ plate, vehicleId: _there, ...space }) =>
      spaceItem({ ...space, ...(plate && { vehicleId: vehicleIdsOf(ctx, communityId, plate)[0] }) }),
    ),
})

export const parkingParts: Part[] = [spacesPart, vehiclesPart]
