import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { billingStateKey, loadRun, runKey, type StoredRun } from './run-store'

/** Gives a run up before it is published; a worker that still computes it finds that out at its end. Throws billing.run_closed. */
export async function discardRun(
  ctx: Context,
  { communityId, runId }: { communityId: string; runId: string },
): Promise<StoredRun> {
  return deciding(async () => {
    const run = await loadRun(ctx, communityId, runId)
    if (run.state === 'discarded') return run
    if (run.state === 'publishing' || run.state === 'published') throw new AppError('billing.run_closed')
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.discard_run',
      objectType: 'billing_run',
      objectId: runId,
      summary: `放弃 ${run.count} 张草稿`,
    })
    const set = { state: 'discarded' as const, leaseUntil: 0 }
    await ctx.db.transact(
      [
        {
          update: { key: runKey(communityId, runId), set, remove: ['lease', 'gs3pk', 'gs3sk'] },
          if: { state: run.state },
        },
        {
          update: { key: billingStateKey(communityId), remove: ['openRunId'] },
          if: { openRunId: runId },
        },
        audit,
      ],
      audit.put,
    )
    return { ...run, ...set }
  })
}
