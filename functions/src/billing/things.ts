import type { ContractTerms } from '@linli/shared/billing/rule-contract'
import type { ChargedObject, ChargedThing, Payer } from '@linli/shared/billing/schema'
import type { Holder } from '@linli/shared/parking/schema'
import type { BusinessDate } from '@linli/shared/time'
import type { ChargedRoom } from '../communities/charged-room'
import type { ChargedSpace } from '../parking/charged-spaces'
import type { ChargedVehicle } from '../parking/charged-vehicles'
import { holderIdOf } from '../parking/holder-id'
import type { StoredContract } from './contract-store'

/** What is charged beside rooms and meters: a space, a vehicle, a contract. */
export type Thing = {
  type: 'space' | 'vehicle' | 'contract'
  id: string
  name: string
  version: number
  roomId?: string | undefined
  holder?: Holder | undefined
  from?: BusinessDate | undefined
  to?: BusinessDate | undefined
  areaM2x100?: number | undefined
  /** The one fee item that charges it, and how. */
  contract?: { feeItemId: string; terms: ContractTerms }
  keptAs?: string
}

export const thingOfSpace = ({ spaceId, lot, code, ...space }: ChargedSpace): Thing => ({
  ...space,
  type: 'space',
  id: spaceId,
  name: `车位 ${lot} ${code}`.trim(),
})

export const thingOfVehicle = ({
  vehicleId,
  chargeId,
  plateMasked,
  holder,
  roomId,
  version,
}: ChargedVehicle): Thing => ({
  type: 'vehicle',
  id: chargeId ?? vehicleId,
  name: `车辆 ${plateMasked}`,
  version,
  roomId,
  holder,
  ...(chargeId && { keptAs: vehicleId }),
})

export const thingOfContract = (contract: StoredContract): Thing => {
  const { contractId, number, party, roomId, version, feeItemId, from, to, steps, escalation } = contract
  const terms = { from, steps, ...(to && { to }), ...(escalation && { escalation }) }
  return {
    type: 'contract',
    id: contractId,
    name: `合同 ${number}`,
    version,
    roomId,
    holder: party,
    from,
    to,
    contract: { feeItemId, terms },
  }
}

/** Whether a space or contract is shown with its room: its holder is somebody there, or known by name alone. */
export const isOfRoom = ({ holder }: Pick<Thing, 'holder'>, room: ChargedRoom): boolean =>
  holder?.personId === undefined || room.occupancies.some(({ personId }) => personId === holder.personId)

/**
 * The household of a thing that stands under no room: its holder, so that all that somebody holds is found in one place.
 * A name alone is not one person: it stands with its thing. Undefined: nobody holds it.
 */
export function holderOf({ id, holder }: Pick<Thing, 'id' | 'holder'>): ChargedObject | undefined {
  if (!holder) return undefined
  return { type: 'holder', id: holderIdOf(id, holder), code: holder.name }
}

/** A holder as a household that nobody lives in: who owes is said with each charge. */
export const holderRoom = ({ id, code }: ChargedObject): ChargedRoom => ({
  roomId: id,
  code,
  areas: { built: 0 },
  status: 'occupied',
  occupancies: [],
})

/**
 * Who owes for a thing where that is not the household of its room: the party of a contract, the holder of what stands under
 * no room, a tenant for what the tenant holds.
 */
export function payerOfThing({ type, holder }: Thing, room?: ChargedRoom): Payer | undefined {
  if (!holder) return undefined
  const { personId, name } = holder
  const isTenant = room?.occupancies.some(each => each.personId === personId && each.role === 'tenant')
  if (room && type !== 'contract' && !isTenant) return undefined
  return { kind: 'holder', personIds: personId === undefined ? [] : [personId], name }
}

/** A thing as bills name it. Spaces of a room keep their days beside it, as they did before others could have any. */
export const chargedOf = ({ type, id, name, version, roomId, keptAs }: Thing, isHeld: boolean): ChargedThing => {
  const beside = type === 'space' && roomId !== undefined ? roomId : id
  const isUnderIt = beside === roomId && !isHeld
  return { type, id, name, version, ...(!isUnderIt && { daysIn: beside }), ...(keptAs && { keptAs }) }
}
