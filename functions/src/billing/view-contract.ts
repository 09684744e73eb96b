import type { ContractView } from '@linli/shared/billing/contract-schema'
import { loadRoom } from '../communities/rooms'
import type { Context } from '../context'
import { loadContract } from './contract-store'
import { Cover, coverName, thingCoverKey } from './cover'
import { holderOf, isOfRoom, thingOfContract } from './things'

/** A contract, the household that its bills stand under now, and which days they cover. Throws record.not_found. */
export async function viewContract(
  ctx: Context,
  { communityId, contractId }: { communityId: string; contractId: string },
): Promise<ContractView> {
  const [contract, cover] = await Promise.all([
    loadContract(ctx, communityId, contractId),
    ctx.db.get(thingCoverKey(communityId, contractId), Cover),
  ])
  const thing = thingOfContract(contract)
  const room = contract.roomId === undefined ? undefined : await loadRoom(ctx, communityId, contract.roomId)
  const ofRoom = room && isOfRoom(thing, room) ? { type: 'room' as const, id: room.roomId, code: room.code } : undefined
  const charged = { type: 'contract', id: contractId, name: '' } as const
  return {
    ...contract,
    place: ofRoom ?? holderOf(thing) ?? { type: 'holder', id: contractId, code: contract.party.name },
    billed: cover?.items[coverName({ feeItemId: contract.feeItemId, charged })]?.ranges ?? [],
  }
}
