import { auditItem } from '../audit'
import { communityContext, type Deps, makeContext } from '../context'
import { eachDue } from '../each-due'
import { outboxItem } from '../outbox'
import * as z from 'zod'
import { loadJob, unfinishedJobs } from './bulk-store'

const Unfinished = z.object({ gs3sk: z.string() })
const quietMs = 5 * 60_000

/** Wakes bulk jobs that no worker is at. A message too many finds the lease taken, or nothing left to do. */
export async function resumeBulk(deps: Deps): Promise<void> {
  const system = makeContext(deps, { kind: 'system' }, [unfinishedJobs])
  const until = new Date(deps.nowMs() - quietMs).toISOString()
  const { items } = await system.db.query({
    index: 'gs3',
    pk: unfinishedJobs,
    between: ['0', until],
    schema: Unfinished,
    limit: 100,
  })
  const jobs = items.map(({ gs3sk }) => {
    const [, communityId = '', jobId = ''] = gs3sk.split('#')
    return { communityId, jobId }
  })
  await eachDue(deps, 'billing.bulk_not_resumed', jobs, ({ communityId, jobId }) => resume(deps, communityId, jobId))
}

async function resume(deps: Deps, communityId: string, jobId: string): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const job = await loadJob(ctx, communityId, jobId)
  if (job.leaseUntil > deps.nowMs() || (job.state !== 'preparing' && job.state !== 'working')) return
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.work_bulk',
    objectType: 'bulk_job',
    objectId: jobId,
    summary: '继续未完成的批量处理',
    technical: true,
  })
  const type = job.state === 'preparing' ? 'billing.prepare_bulk' : 'billing.do_bulk'
  await ctx.db.transact([audit, outboxItem(ctx, 'jobs', { type, communityId, jobId })], audit.put)
}
