import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { reasonText } from '../plain-text'
import { Period } from './fee-schema'
import { CostPool, PoolCost, PoolScope, PoolShare, PoolWeight } from './pool-schema'

const place = { communityId: CommunityId }
const office = (permission: 'billing:read' | 'billing:run') => ({ kind: 'office', permission }) as const

export const poolApi = {
  /** Newest first. */
  listPools: endpoint({
    id: 'billing.listPools',
    method: 'GET',
    path: '/v1/c/:communityId/cost-pools',
    summary: '公摊，新的在前',
    access: office('billing:read'),
    input: { ...place, ...pageInput },
    output: page(CostPool),
  }),
  /** Splits to the fen at once; the drafts of a billing run charge the frozen shares. */
  createPool: endpoint({
    id: 'billing.createPool',
    method: 'POST',
    path: '/v1/c/:communityId/cost-pools',
    summary: '新建公摊：把一笔公共费用分到各户',
    access: office('billing:run'),
    input: {
      ...place,
      feeItemId: Id,
      period: Period,
      scope: PoolScope,
      weight: PoolWeight,
      cost: PoolCost,
      note: z.string().trim().max(200).optional(),
    },
    output: CostPool,
    idempotent: true,
  }),
  listShares: endpoint({
    id: 'billing.listShares',
    method: 'GET',
    path: '/v1/c/:communityId/cost-pools/:poolId/shares',
    summary: '一次公摊里各户的份额，按房号',
    access: office('billing:read'),
    input: { ...place, poolId: Id, ...pageInput },
    output: page(PoolShare),
  }),
  /** Refused while a live bill stands on it. */
  discardPool: endpoint({
    id: 'billing.discardPool',
    method: 'POST',
    path: '/v1/c/:communityId/cost-pools/:poolId/discard',
    summary: '撤销公摊，写明原因；已出账的先作废账单',
    access: office('billing:run'),
    input: { ...place, poolId: Id, reason: reasonText() },
    output: CostPool,
  }),
}
