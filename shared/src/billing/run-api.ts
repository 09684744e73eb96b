import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { BusinessDate } from '../time'
import { BillingRun, Draft, Flag } from './run-schema'

const place = { communityId: CommunityId }
const reader = { kind: 'office', permission: 'billing:read' } as const
const runner = { kind: 'office', permission: 'billing:run' } as const
const publisher = { kind: 'office', permission: 'billing:publish' } as const

export const runApi = {
  /** All rooms, or up to 100 named ones (one room alone is a run of one). */
  startRun: endpoint({
    id: 'billing.startRun',
    method: 'POST',
    path: '/v1/c/:communityId/billing-runs',
    summary: '生成草稿账单',
    access: runner,
    input: {
      ...place,
      from: BusinessDate,
      to: BusinessDate,
      feeItemIds: z.array(Id).min(1).max(20),
      roomIds: z.array(Id).min(1).max(100).optional(),
    },
    output: BillingRun,
    idempotent: true,
  }),
  listRuns: endpoint({
    id: 'billing.listRuns',
    method: 'GET',
    path: '/v1/c/:communityId/billing-runs',
    summary: '出账批次',
    access: reader,
    input: { ...place, ...pageInput },
    output: page(BillingRun),
  }),
  getRun: endpoint({
    id: 'billing.getRun',
    method: 'GET',
    path: '/v1/c/:communityId/billing-runs/:runId',
    summary: '批次进度和合计',
    access: reader,
    input: { ...place, runId: Id },
    output: BillingRun,
  }),
  listDrafts: endpoint({
    id: 'billing.listDrafts',
    method: 'GET',
    path: '/v1/c/:communityId/billing-runs/:runId/drafts',
    summary: '草稿账单；flag 只看需要看一眼的',
    access: reader,
    input: { ...place, runId: Id, flag: Flag.optional(), ...pageInput },
    output: page(Draft),
  }),
  publishRun: endpoint({
    id: 'billing.publishRun',
    method: 'POST',
    path: '/v1/c/:communityId/billing-runs/:runId/publish',
    summary: '出账：数量和合计与核对时一致才执行',
    access: publisher,
    input: { ...place, runId: Id, count: z.number().int(), amountFen: z.number().int() },
    output: BillingRun,
  }),
  /** For drafts whose rooms or fee items have changed, and for a batch that did not come to its end. */
  redraftRun: endpoint({
    id: 'billing.redraftRun',
    method: 'POST',
    path: '/v1/c/:communityId/billing-runs/:runId/redraft',
    summary: '重新计算这批里还没有出账的账单',
    access: runner,
    input: { ...place, runId: Id },
    output: BillingRun,
  }),
  discardRun: endpoint({
    id: 'billing.discardRun',
    method: 'POST',
    path: '/v1/c/:communityId/billing-runs/:runId/discard',
    summary: '放弃这批草稿',
    access: runner,
    input: { ...place, runId: Id },
    output: BillingRun,
  }),
}
