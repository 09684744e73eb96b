import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { Fen } from '../money'
import { BulkItem, BulkJob, BulkTask } from './bulk-schema'

const place = { communityId: CommunityId }
const reader = { kind: 'office', permission: 'billing:read' } as const
const doer = { kind: 'office', permission: 'billing:void' } as const

export const bulkApi = {
  /** Lists what it is about and computes each one; nothing is changed before it is confirmed. At most 2,000. */
  startBulk: endpoint({
    id: 'billing.startBulk',
    method: 'POST',
    path: '/v1/c/:communityId/bulk-jobs',
    summary: '批量处理：先试算',
    access: doer,
    input: { ...place, task: BulkTask },
    output: BulkJob,
    idempotent: true,
  }),
  listBulk: endpoint({
    id: 'billing.listBulk',
    method: 'GET',
    path: '/v1/c/:communityId/bulk-jobs',
    summary: '批量处理记录，新的在前',
    access: reader,
    input: { ...place, ...pageInput },
    output: page(BulkJob),
  }),
  getBulk: endpoint({
    id: 'billing.getBulk',
    method: 'GET',
    path: '/v1/c/:communityId/bulk-jobs/:jobId',
    summary: '一次批量处理的进度和合计',
    access: reader,
    input: { ...place, jobId: Id },
    output: BulkJob,
  }),
  /** In the order of room codes; `show` leaves those with a problem, or that were refused. */
  listBulkItems: endpoint({
    id: 'billing.listBulkItems',
    method: 'GET',
    path: '/v1/c/:communityId/bulk-jobs/:jobId/items',
    summary: '批量处理的每一笔：改成什么，做成没有，为什么',
    access: reader,
    input: { ...place, jobId: Id, show: z.literal('problems').optional(), ...pageInput },
    output: page(BulkItem),
  }),
  /** With what the person saw. One that did not come to its end goes on where it stopped. */
  confirmBulk: endpoint({
    id: 'billing.confirmBulk',
    method: 'POST',
    path: '/v1/c/:communityId/bulk-jobs/:jobId/confirm',
    summary: '确认执行：数量和合计与试算一致才开始',
    access: doer,
    input: { ...place, jobId: Id, count: z.number().int(), before: Fen, after: Fen },
    output: BulkJob,
  }),
  discardBulk: endpoint({
    id: 'billing.discardBulk',
    method: 'POST',
    path: '/v1/c/:communityId/bulk-jobs/:jobId/discard',
    summary: '放弃这次批量处理',
    access: doer,
    input: { ...place, jobId: Id },
    output: BulkJob,
  }),
}
