import { Id } from '@linli/shared/ids'
import { sortCode } from '@linli/shared/imports/room-code'
import { Space, Vehicle } from '@linli/shared/parking/schema'
import * as z from 'zod'
import type { Item, Key } from '../db'
import { holderIdOf } from './holder-id'

const from = { importId: Id.optional(), version: z.number().int() }

export const StoredSpace = Space.extend(from)
export type StoredSpace = z.infer<typeof StoredSpace>
export const spaceKey = (communityId: string, spaceId: string): Key => ({ pk: `C#${communityId}#spaces`, sk: spaceId })
export const spacesByCode = (communityId: string) => `C#${communityId}#spaces-by-code`
export const spaceItem = (space: StoredSpace): Item => ({
  ...spaceKey(space.communityId, space.spaceId),
  ...space,
  gs1pk: spacesByCode(space.communityId),
  gs1sk: `${space.lot}#${sortCode(space.code)}`,
  ...places(space.spaceId, space),
})

/** By room, and by who holds it. */
export const parkedAt = (communityId: string, roomId: string) => `C#${communityId}#parked-at#${roomId}`
export const heldBy = (communityId: string, holderId: string) => `C#${communityId}#held-by#${holderId}`

const places = (
  thingId: string,
  { communityId, roomId, holder }: Pick<Space, 'communityId' | 'roomId' | 'holder'>,
) => ({
  ...(roomId && { gs2pk: parkedAt(communityId, roomId), gs2sk: thingId }),
  ...(holder && { gs3pk: heldBy(communityId, holderIdOf(thingId, holder)), gs3sk: thingId }),
})

/** A vehicle as kept: its plate sealed. The id follows from the plate's hash, so that one plate is one vehicle. */
export const StoredVehicle = Vehicle.extend({ ...from, plateSealed: z.string() })
export type StoredVehicle = z.infer<typeof StoredVehicle>
export const vehicleKey = (communityId: string, vehicleId: string): Key => ({
  pk: `C#${communityId}#vehicles`,
  sk: vehicleId,
})
export const vehiclesByPlace = (communityId: string) => `C#${communityId}#vehicles-by-place`
export const vehicleItem = (vehicle: StoredVehicle): Item => ({
  ...vehicleKey(vehicle.communityId, vehicle.vehicleId),
  ...vehicle,
  gs1pk: vehiclesByPlace(vehicle.communityId),
  gs1sk: `${sortCode(vehicle.roomCode ?? '')}#${vehicle.vehicleId}`,
  ...places(vehicle.chargeId ?? vehicle.vehicleId, vehicle),
})

/** The field that a sealed plate is bound to. */
export const plateField = (vehicleId: string) => `vehicle:${vehicleId}`
