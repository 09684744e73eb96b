import * as z from 'zod'
import { endpoint } from '../contract'
import { CommunityId, Id } from '../ids'
import { BusinessDate } from '../time'
import { Coefficient } from './formula-schema'
import { Assignment } from './registers'

/** 收费约定 of one room and fee item: first and last charged day, a coefficient of its own, or exempt with a reason. */
export const RoomTerms = z.object({
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
  coefficient: Coefficient.optional(),
  exemptReason: z.string().trim().min(2, '请写明免收的原因').max(200).optional(),
})
export type RoomTerms = z.infer<typeof RoomTerms>

export const roomTermsApi = {
  /** Replaces what was agreed before; nothing at all ends it. Bills that are issued stay as they are. */
  setRoomTerms: endpoint({
    id: 'billing.setRoomTerms',
    method: 'PUT',
    path: '/v1/c/:communityId/rooms/:roomId/fee-items/:feeItemId/terms',
    summary: '设定一间房一个收费项目的起止、系数或免收',
    access: { kind: 'office', permission: 'billing:configure' } as const,
    input: { communityId: CommunityId, roomId: Id, feeItemId: Id, applies: z.boolean(), ...RoomTerms.shape },
    output: Assignment,
  }),
}
