import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId } from '../ids'
import { YearMonth } from '../time'
import { AuditRecord } from './schema'

const place = { communityId: CommunityId }
const reader = { kind: 'office', permission: 'audit:read' } as const

export const auditApi = {
  listByMonth: endpoint({
    id: 'audit.listByMonth',
    method: 'GET',
    path: '/v1/c/:communityId/audit',
    summary: '操作记录，新的在前',
    access: reader,
    input: { ...place, month: YearMonth, ...pageInput },
    output: page(AuditRecord),
  }),
  listByObject: endpoint({
    id: 'audit.listByObject',
    method: 'GET',
    path: '/v1/c/:communityId/audit/objects/:objectType/:objectId',
    summary: '一条记录的操作历史',
    access: reader,
    input: { ...place, objectType: z.string().max(40), objectId: z.string().max(60), ...pageInput },
    output: page(AuditRecord),
  }),
  listByActor: endpoint({
    id: 'audit.listByActor',
    method: 'GET',
    path: '/v1/c/:communityId/audit/actors/:actorId',
    summary: '一个人的操作历史',
    access: reader,
    input: { ...place, actorId: z.string().max(60), ...pageInput },
    output: page(AuditRecord),
  }),
}
