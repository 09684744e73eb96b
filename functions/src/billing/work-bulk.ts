import type { BulkItem } from '@linli/shared/billing/bulk-schema'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { communityContext, type Context, type Deps } from '../context'
import { ConditionFailed } from '../db'
import { bulkOf } from './bulk-kinds'
import { endJob, keepJob, takeJob } from './bulk-lease'
import { bulkItems, outcomeWrites, type StoredJob } from './bulk-store'
import { bulkProblems } from './words'

const perRenewal = 10

/**
 * Does what was previewed and confirmed, item by item, under a lease. The transaction that does one also writes its outcome,
 * once: whoever takes over after a crash goes on with what has none. What cannot be done is kept with its reason. Throws
 * request.busy.
 */
export async function workBulk(deps: Deps, communityId: string, jobId: string): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const job = await takeJob(ctx, communityId, jobId, 'working')
  if (!job) return
  const kind = bulkOf(ctx, communityId, job.task)
  const items = (await bulkItems(ctx, job)).sort(agreementsFirst)
  const count = { done: 0, refused: 0 }
  for (const { outcome } of items) if (outcome) count[outcome] += 1
  for (const [nth, item] of items.filter(({ outcome }) => outcome === undefined).entries()) {
    const outcome = await applied(ctx, job, item, () =>
      kind.apply(item, after => outcomeWrites(job, item, { outcome: 'done', after })),
    )
    count[outcome] += 1
    if (nth % perRenewal === perRenewal - 1) await keepJob(ctx, job, count)
  }
  await endJob(ctx, job, { ...count, state: 'done' }, `完成 ${count.done} 项，没有做成 ${count.refused} 项`)
}

/** A bill is issued again by what was agreed just before. */
const agreementsFirst = (a: BulkItem, b: BulkItem) => Number(a.period !== undefined) - Number(b.period !== undefined)

async function applied(
  ctx: Context,
  job: StoredJob,
  item: BulkItem,
  apply: () => Promise<void>,
): Promise<'done' | 'refused'> {
  try {
    await apply()
    return 'done'
  } catch (error) {
    if (error instanceof AppError && error.code === 'request.busy') throw error
    if (!(error instanceof AppError) && !(error instanceof ConditionFailed)) throw error
    await refuse(ctx, job, item, error instanceof AppError ? error.message : bulkProblems.changed)
    return 'refused'
  }
}

/** Throws request.busy where another worker has taken over. */
async function refuse(ctx: Context, job: StoredJob, item: BulkItem, problem: string): Promise<void> {
  const audit = auditItem(ctx, {
    communityId: job.communityId,
    action: 'billing.work_bulk',
    objectType: 'bulk_job',
    objectId: job.jobId,
    summary: `${item.code} ${item.name} 没有做成：${problem}`,
    technical: true,
  })
  try {
    await ctx.db.transact([...outcomeWrites(job, item, { outcome: 'refused', problem }), audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('request.busy', { cause: error })
    throw error
  }
}
