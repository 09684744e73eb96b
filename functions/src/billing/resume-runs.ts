import * as z from 'zod'
import { auditItem } from '../audit'
import { communityContext, type Deps, makeContext } from '../context'
import { eachDue } from '../each-due'
import { outboxItem } from '../outbox'
import { loadRun, unfinishedRuns } from './run-store'

const Unfinished = z.object({ gs3sk: z.string() })
const quietMs = 5 * 60_000

/**
 * Wakes runs that no worker is at: the queue message is lost with a queue that forgets, or rests in the dead letters.
 * A message too many finds the lease taken, or nothing left to do.
 */
export async function resumeRuns(deps: Deps): Promise<void> {
  const system = makeContext(deps, { kind: 'system' }, [unfinishedRuns])
  const until = new Date(deps.nowMs() - quietMs).toISOString()
  const { items } = await system.db.query({
    index: 'gs3',
    pk: unfinishedRuns,
    between: ['0', until],
    schema: Unfinished,
    limit: 100,
  })
  const runs = items.map(({ gs3sk }) => {
    const [, communityId = '', runId = ''] = gs3sk.split('#')
    return { communityId, runId }
  })
  await eachDue(deps, 'billing.run_not_resumed', runs, ({ communityId, runId }) => resume(deps, communityId, runId))
}

async function resume(deps: Deps, communityId: string, runId: string): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const run = await loadRun(ctx, communityId, runId)
  if (run.leaseUntil > deps.nowMs() || (run.state !== 'computing' && run.state !== 'publishing')) return
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.resume_run',
    objectType: 'billing_run',
    objectId: runId,
    summary: '继续未完成的批次',
  })
  const type = run.state === 'computing' ? 'billing.compute' : 'billing.publish'
  await ctx.db.transact([audit, outboxItem(ctx, 'jobs', { type, communityId, runId })], audit.put)
}
