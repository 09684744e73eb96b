import { bulkApi } from '@linli/shared/billing/bulk-api'
import type { Deps } from '../src/context'
import { prepareBulk } from '../src/billing/prepare-bulk'
import { workBulk } from '../src/billing/work-bulk'
import type { Act } from './records'

/** Prices are to rise: previewed twice, given up once, done once. */
export async function bulkStory(desk: Act, deps: Deps, at: { communityId: string; feeItemId: string }) {
  const { communityId, feeItemId } = at
  const ground = { kind: 'vote', text: '业主大会表决' } as const
  const change = { kind: 'percent', bp: 500 } as const
  const task = { kind: 'tariff' as const, feeItemIds: [feeItemId], from: '2031-01-01', change, ground }
  const given = await desk(bulkApi.startBulk, { communityId, task })
  await desk(bulkApi.discardBulk, { communityId, jobId: given.jobId })
  const { jobId } = await desk(bulkApi.startBulk, { communityId, task })
  await prepareBulk(deps, communityId, jobId)
  await desk(bulkApi.confirmBulk, { communityId, jobId, count: 1, before: 0, after: 0 })
  await workBulk(deps, communityId, jobId)
}
