import type { Bill } from '@linli/shared/billing/schema'
import type { TermedThing } from '@linli/shared/billing/registers'
import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import type { Key } from '../db'
import { loadSpace, versionOfSpace } from '../parking/charged-spaces'
import { loadVehicle, versionOfVehicle } from '../parking/charged-vehicles'
import { contractKey, loadContract } from './contract-store'
import { type Thing, thingOfContract, thingOfSpace, thingOfVehicle } from './things'

/** The space, vehicle or contract of a bill as it is registered now, consistently; undefined for other bills, or where it is gone. */
export async function loadThing(
  ctx: Context,
  { communityId, charged }: Pick<Bill, 'communityId' | 'charged'>,
): Promise<Thing | undefined> {
  if (!charged) return undefined
  if (charged.type === 'space') {
    const space = await loadSpace(ctx, communityId, charged.id)
    return space && thingOfSpace(space)
  }
  if (charged.type === 'vehicle') {
    const vehicle = await loadVehicle(ctx, communityId, charged.keptAs ?? charged.id)
    return vehicle && thingOfVehicle(vehicle)
  }
  return charged.type === 'contract' ? thingOfContract(await loadContract(ctx, communityId, charged.id)) : undefined
}

/** The same by its key in the register, with where its version stands. Throws record.not_found. */
export async function thingAt(
  ctx: Context,
  communityId: string,
  type: TermedThing['type'],
  id: string,
): Promise<{ thing: Thing; key: Key }> {
  const thing = await loadThing(ctx, { communityId, charged: { type, id, name: '' } })
  if (!thing) throw new AppError('record.not_found')
  const keys = { space: versionOfSpace, vehicle: versionOfVehicle, contract: contractKey }
  return { thing, key: keys[type](communityId, id) }
}
