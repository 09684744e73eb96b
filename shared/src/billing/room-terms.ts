import * as z from 'zod'
import { endpoint } from '../contract'
import { CommunityId, Id } from '../ids'
import { BusinessDate } from '../time'
import { Coefficient } from './formula-schema'
import { Assignment, NamedPayer, TermedThing } from './registers'

/**
 * 收费约定 of one room, space or vehicle and fee item: first and last charged day, a coefficient of its own, who pays, or
 * exempt with a reason.
 */
export const RoomTerms = z.object({
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
  coefficient: Coefficient.optional(),
  payers: z.array(NamedPayer).min(1).max(5, '最多填 5 个缴费人').optional(),
  exemptReason: z.string().trim().min(2, '请写明免收的原因').max(200).optional(),
})
export type RoomTerms = z.infer<typeof RoomTerms>

/** Two payers of one day, if any: the later one of them. Names are asked in the order of their days. */
export function overlappingPayer(payers: readonly NamedPayer[]): NamedPayer | undefined {
  const inOrder = [...payers].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
  return inOrder.find((payer, i) => {
    const before = inOrder[i - 1]
    return before !== undefined && (before.to === undefined || (payer.from ?? '') <= before.to)
  })
}

export const roomTermsApi = {
  /** Replaces what was agreed before; nothing at all ends it. Bills that are issued stay as they are. */
  setRoomTerms: endpoint({
    id: 'billing.setRoomTerms',
    method: 'PUT',
    path: '/v1/c/:communityId/rooms/:roomId/fee-items/:feeItemId/terms',
    summary: '设定一间房一个收费项目的起止、系数、缴费人或免收',
    access: { kind: 'office', permission: 'billing:configure' } as const,
    input: { communityId: CommunityId, roomId: Id, feeItemId: Id, applies: z.boolean(), ...RoomTerms.shape },
    output: Assignment,
  }),
  /** The same of a space or a vehicle. */
  setThingTerms: endpoint({
    id: 'billing.setThingTerms',
    method: 'PUT',
    path: '/v1/c/:communityId/things/:type/:thingId/fee-items/:feeItemId/terms',
    summary: '设定一个车位、车辆或合同的收费起止、系数、缴费人或免收',
    access: { kind: 'office', permission: 'billing:configure' } as const,
    input: {
      communityId: CommunityId,
      type: TermedThing.shape.type,
      thingId: Id,
      feeItemId: Id,
      applies: z.boolean(),
      ...RoomTerms.shape,
    },
    output: Assignment,
  }),
}
