import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { BusinessDate } from '../time'
import { Assignment, Vacant } from './registers'
import { MyVacancies, RoomVacancies, VacancyReason, VacancySummary } from './vacancy-schema'

const reason = VacancyReason
const owner = { kind: 'home', roles: ['owner'] } as const
const reader = { kind: 'office', permission: 'billing:read' } as const
const access = { kind: 'office', permission: 'billing:waive' } as const
const place = { communityId: CommunityId, roomId: Id }

export const vacancyApi = {
  myVacancies: endpoint({
    id: 'billing.myVacancies',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/my-vacancies',
    summary: '我家的空置优惠：申请、结果和还在优惠的日期',
    access: owner,
    input: place,
    output: MyVacancies,
  }),
  /** It waits until somebody of the office was at the door. One at a time. */
  askVacancy: endpoint({
    id: 'billing.askVacancy',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/my-vacancies',
    summary: '申请空置优惠',
    access: owner,
    input: { ...place, from: BusinessDate, reason },
    output: MyVacancies,
    idempotent: true,
  }),
  withdrawVacancy: endpoint({
    id: 'billing.withdrawVacancy',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/my-vacancies/withdraw',
    summary: '收回还没有结果的空置优惠申请',
    access: owner,
    input: { ...place, caseId: Id },
    output: MyVacancies,
  }),
  /** `waiting`: rooms that somebody has to look at, the oldest first; `all`: the newest change first. */
  listVacancies: endpoint({
    id: 'billing.listVacancies',
    method: 'GET',
    path: '/v1/c/:communityId/vacancies',
    summary: '空置优惠：等查看的，旧的在前；或全部，新的在前',
    access: reader,
    input: { communityId: CommunityId, show: z.enum(['waiting', 'all']).default('waiting'), ...pageInput },
    output: page(VacancySummary),
  }),
  roomVacancies: endpoint({
    id: 'billing.roomVacancies',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/vacancies',
    summary: '一间房屋的空置优惠：申请和决定',
    access: reader,
    input: place,
    output: RoomVacancies.pick({ cases: true }),
  }),
  /**
   * What the inspection of an empty room led to. Approved: bills of these days are charged so from now on; issued ones stay.
   * It answers the owner who waits for it; `caseId`: that one and no other.
   */
  decideVacancy: endpoint({
    id: 'billing.decideVacancy',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/vacancies',
    summary: '空置房优惠：查看后批准或不批准，写明原因',
    access,
    input: {
      ...place,
      caseId: Id.optional(),
      feeItemIds: z.array(Id).max(10).default([]),
      approved: z.boolean(),
      ...Vacant.omit({ reason: true }).partial({ payablePct: true }).shape,
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
