import type { bulkApi } from '@linli/shared/billing/bulk-api'
import { type BulkJob, bulkKindNames } from '@linli/shared/billing/bulk-schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { idempotencyItems } from '../idempotency'
import { outboxItem } from '../outbox'
import { jobKey, loadJob, mostItems, type StoredJob, unfinishedJobIndex, unfinishedJobs } from './bulk-store'
import { bulkProblems, whoDid } from './words'

/** Begins a bulk job with its preview, which a worker computes. */
export async function startBulk(
  ctx: Context,
  { communityId, task }: InputOf<typeof bulkApi.startBulk>,
): Promise<BulkJob> {
  const job: StoredJob = {
    jobId: ctx.newId(),
    communityId,
    task,
    state: 'preparing',
    count: 0,
    problems: 0,
    before: 0,
    after: 0,
    done: 0,
    refused: 0,
    createdAt: ctx.now(),
    createdBy: whoDid(ctx.actor),
    generation: 0,
    leaseUntil: 0,
    attempts: 0,
  }
  const { jobId } = job
  const put = { ...jobKey(communityId, jobId), ...job, ...unfinishedJobIndex(communityId, jobId, ctx.now()) }
  await written(ctx, job, [{ put, ifAbsent: true }, wake(ctx, job), ...idempotencyItems(ctx, job)], 'start')
  return job
}

/**
 * Has a previewed job done, with the counts and sums that the person saw; one that did not come to its end goes on. Throws
 * record.changed, billing.bulk_closed.
 */
export async function confirmBulk(ctx: Context, input: InputOf<typeof bulkApi.confirmBulk>): Promise<BulkJob> {
  const job = await loadJob(ctx, input.communityId, input.jobId)
  if (job.state !== 'ready' && job.state !== 'failed') throw new AppError('billing.bulk_closed')
  const { count, before, after } = input
  if (job.count >= mostItems) throw new AppError('billing.bulk_closed', { message: bulkProblems.tooMany(mostItems) })
  if (job.count !== count || job.before !== before || job.after !== after) throw new AppError('record.changed')
  const wasPreviewed = job.state === 'ready' || job.confirmedBy !== undefined
  const set = {
    state: wasPreviewed ? ('working' as const) : ('preparing' as const),
    attempts: 0,
    leaseUntil: 0,
    ...(wasPreviewed && { confirmedAt: ctx.now(), confirmedBy: whoDid(ctx.actor) }),
  }
  const { communityId, jobId } = job
  const index = unfinishedJobIndex(communityId, jobId, ctx.now())
  const update = { key: jobKey(communityId, jobId), set: { ...set, ...index } }
  const next = { ...job, ...set }
  await written(ctx, job, [{ update, if: { state: job.state } }, wake(ctx, next)], 'confirm')
  return next
}

/** Gives up a job of which nothing was done, or the rest of one that did not come to its end. Throws billing.bulk_closed. */
export async function discardBulk(ctx: Context, input: InputOf<typeof bulkApi.discardBulk>): Promise<BulkJob> {
  const job = await loadJob(ctx, input.communityId, input.jobId)
  if (job.state !== 'ready' && job.state !== 'failed' && job.state !== 'preparing')
    throw new AppError('billing.bulk_closed')
  const set = { state: 'discarded' as const }
  const update = { key: jobKey(job.communityId, job.jobId), set, remove: ['lease', 'gs3pk', 'gs3sk'] }
  await written(ctx, job, [{ update, if: { state: job.state } }], 'discard')
  return { ...job, ...set }
}

const wake = (ctx: Context, { communityId, jobId, state }: StoredJob): Write =>
  outboxItem(ctx, 'jobs', {
    type: state === 'preparing' ? 'billing.prepare_bulk' : 'billing.do_bulk',
    communityId,
    jobId,
  })

const said = { start: '试算', confirm: '确认执行', discard: '放弃' }

async function written(ctx: Context, job: StoredJob, writes: Write[], what: keyof typeof said): Promise<void> {
  const audit = auditItem(ctx, {
    communityId: job.communityId,
    action: `billing.${what}_bulk`,
    objectType: 'bulk_job',
    objectId: job.jobId,
    summary: `${bulkKindNames[job.task.kind]}：${said[what]}${what === 'confirm' ? `，${job.count} 项` : ''}`,
  })
  try {
    await reaching(ctx, unfinishedJobs).db.transact([...writes, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('billing.bulk_closed', { cause: error })
    throw error
  }
}
