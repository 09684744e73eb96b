import type { contractApi } from '@linli/shared/billing/contract-api'
import { type Contract, contractProblem } from '@linli/shared/billing/contract-schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import { loadRooms, roomIdOf } from '../communities/rooms'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { loadSpace } from '../parking/charged-spaces'
import { placeHolders } from '../parking/holders'
import { settlingReach } from '../people/settle-in'
import { derivedId } from '../secrets'
import { contractItem } from './contract-store'
import { loadFeeItem } from './fee-item-store'
import { thingOfSpace } from './things'
import { fieldProblems } from './words'

type Input = InputOf<typeof contractApi.createContract>

/**
 * A contract that its fee item charges from its first day on, and who is party to it: known again, or made. Throws
 * request.invalid with the field that is wrong.
 */
export async function createContract(ctx: Context, input: Input): Promise<Contract> {
  const { communityId, number, feeItemId, party, roomCode, space, from, to, steps, escalation, depositFen, note } =
    input
  const problem = contractProblem({ from, to, steps })
  if (problem) throw new AppError('request.invalid', { fields: [problem] })
  const item = await loadFeeItem(ctx, communityId, feeItemId)
  if (item.formula.kind !== 'contract' || !item.active) throw refused('feeItemId', fieldProblems.contractItem)
  const { companyId } = await loadCommunity(ctx, communityId)
  return deciding(async () => {
    const [room, at] = await Promise.all([roomOf(ctx, communityId, roomCode), spaceOf(ctx, communityId, space)])
    const holding = { holder: party, ...(room && { roomCode: room.code }) }
    const where = { communityId, companyId, importId: '', looking: false }
    const [placed] = await placeHolders(ctx, where, [holding])
    const contract: Contract = {
      contractId: ctx.newId(),
      communityId,
      number,
      feeItemId,
      feeItemName: item.name,
      party: placed?.place.holder ?? { name: party.name },
      ...(room && { roomId: room.roomId, roomCode: room.code }),
      ...(at && { spaceId: at.id, spaceName: at.name }),
      from,
      ...(to && { to }),
      steps,
      ...(escalation && { escalation }),
      ...(depositFen !== undefined && { depositFen }),
      ...(note && { note }),
      version: 1,
    }
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.create_contract',
      objectType: 'contract',
      objectId: contract.contractId,
      summary: `登记合同 ${number}，${item.name}，${from} 至 ${to ?? '长期'}`,
    })
    await settlingReach(ctx, companyId).db.transact(
      [
        { put: contractItem(contract), ifAbsent: true },
        ...(placed?.writes ?? []),
        audit,
        ...idempotencyItems(ctx, contract),
      ],
      audit.put,
    )
    return contract
  })
}

async function roomOf(ctx: Context, communityId: string, code: string | undefined) {
  if (code === undefined) return undefined
  const [room] = await loadRooms(ctx, communityId, [roomIdOf(communityId, code)])
  if (!room) throw refused('roomCode', fieldProblems.noSuchRoom)
  return room
}

async function spaceOf(ctx: Context, communityId: string, asked: Input['space']) {
  if (!asked) return undefined
  const space = await loadSpace(ctx, communityId, derivedId('space', communityId, asked.lot, asked.code))
  if (!space) throw refused('space', fieldProblems.noSuchSpace)
  return thingOfSpace(space)
}

const refused = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })
