import { AppError } from '@linli/shared/errors'
import type { Space, Vehicle } from '@linli/shared/parking/schema'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { knownVehicles } from './plan-vehicles'
import { plateField, spacesByCode, StoredSpace, StoredVehicle, vehicleKey, vehiclesByPlace } from './store'

type Page = { communityId: string; limit: number; cursor?: string | undefined }
type Found<T> = { items: T[]; cursor?: string }

/** A page of spaces in the order of lot and code. Eventually consistent. */
export const listSpaces = (
  ctx: Context,
  { communityId, lot, ...page }: Page & { lot?: string | undefined },
): Promise<Found<Space>> =>
  ctx.db.query({
    index: 'gs1',
    pk: spacesByCode(communityId),
    ...(lot !== undefined && { begins: `${lot}#` }),
    schema: StoredSpace,
    ...page,
  })

/** A page of vehicles in the order of their rooms, eventually consistent; or the one of a plate. */
export async function listVehicles(
  ctx: Context,
  { communityId, plate, ...page }: Page & { plate?: string | undefined },
): Promise<Found<Vehicle>> {
  if (plate !== undefined) {
    const [found] = await knownVehicles(ctx, communityId, [plate])
    return { items: found ? [found] : [] }
  }
  return ctx.db.query({ index: 'gs1', pk: vehiclesByPlace(communityId), schema: StoredVehicle, ...page })
}

/** A plate in full, once its record is kept: why, never the plate (个人信息保护法 51, 54). Throws record.not_found. */
export async function revealPlate(
  ctx: Context,
  { communityId, vehicleId, reason }: { communityId: string; vehicleId: string; reason: string },
): Promise<{ value: string }> {
  const vehicle = await ctx.db.get(vehicleKey(communityId, vehicleId), StoredVehicle)
  if (!vehicle) throw new AppError('record.not_found')
  const audit = auditItem(ctx, {
    communityId,
    action: 'parking.reveal_plate',
    objectType: 'vehicle',
    objectId: vehicleId,
    summary: `查看车牌，原因：${reason}`,
  })
  await ctx.db.transact([audit], audit.put)
  return { value: ctx.deps.secrets.open(vehicle.plateSealed, plateField(vehicleId)) }
}
