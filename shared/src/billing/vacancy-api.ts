import * as z from 'zod'
import { endpoint } from '../contract'
import { CommunityId, Id } from '../ids'
import { BusinessDate } from '../time'
import { Assignment, Vacant } from './registers'

const reason = z.string().trim().min(2, '请写明原因').max(200)
const access = { kind: 'office', permission: 'billing:waive' } as const
const place = { communityId: CommunityId, roomId: Id }

export const vacancyApi = {
  /** What the inspection of an empty room led to. Approved: bills of these days are charged so from now on; issued ones stay. */
  decideVacancy: endpoint({
    id: 'billing.decideVacancy',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/vacancies',
    summary: '空置房优惠：查看后批准或不批准，写明原因',
    access,
    input: {
      ...place,
      feeItemIds: z.array(Id).min(1, '请选择收费项目').max(10),
      approved: z.boolean(),
      ...Vacant.omit({ reason: true }).shape,
      reason,
    },
    output: z.object({ items: z.array(Assignment) }),
    idempotent: true,
  }),
  /** From the day after `to` the room is charged in full; before its first day: as if it had never been approved. */
  endVacancy: endpoint({
    id: 'billing.endVacancy',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/vacancies/end',
    summary: '空置结束：从第二天起照常收',
    access,
    input: { ...place, feeItemId: Id, from: BusinessDate, to: BusinessDate, reason },
    output: Assignment,
  }),
}
