import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { outboxItem } from '../outbox'
import { loadRun, runKey, type StoredRun, unfinishedIndex, unfinishedRuns } from './run-store'

/**
 * Computes a run's drafts once more, from the rooms and fee items of now: what it has issued is covered and does not come
 * again. For a run whose data have changed, and for one that did not come to its end. Asked again, it answers the run.
 * Throws billing.run_closed.
 */
export async function redraftRun(
  ctx: Context,
  { communityId, runId }: { communityId: string; runId: string },
): Promise<StoredRun> {
  return deciding(async () => {
    const run = await loadRun(ctx, communityId, runId)
    if (run.state === 'computing') return run
    if (run.state !== 'ready' && run.state !== 'failed') throw new AppError('billing.run_closed')
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.redraft_run',
      objectType: 'billing_run',
      objectId: runId,
      summary: '重新计算还没有出账的账单',
    })
    const set = {
      state: 'computing' as const,
      progress: { done: 0, total: run.progress.total },
      leaseUntil: 0,
      attempts: 0,
    }
    const update = {
      key: runKey(communityId, runId),
      set: { ...set, ...unfinishedIndex(communityId, runId, ctx.now()) },
      remove: ['lease', 'publishedTo', 'heldBack', 'changedItems', 'voidedGaps'],
    }
    await reaching(ctx, unfinishedRuns).db.transact(
      [
        { update, if: { state: run.state, generation: run.generation } },
        audit,
        outboxItem(ctx, 'jobs', { type: 'billing.compute', communityId, runId }),
      ],
      audit.put,
    )
    const { heldBack: _held, changedItems: _items, voidedGaps: _gaps, ...rest } = run
    return { ...rest, ...set }
  })
}
