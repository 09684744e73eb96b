import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { jobKey, StoredJob } from './bulk-store'

const leaseMs = 60_000
/** What fails this often fails for a reason that a person must see. */
const mostAttempts = 8

type Working = 'preparing' | 'working'

/** Makes this worker the job's only one; undefined when there is nothing left to do. Throws request.busy while another is at it. */
export async function takeJob(
  ctx: Context,
  communityId: string,
  jobId: string,
  state: Working,
): Promise<StoredJob | undefined> {
  const job = await ctx.db.get(jobKey(communityId, jobId), StoredJob)
  if (job?.state !== state) return undefined
  const nowMs = ctx.deps.nowMs()
  if (job.leaseUntil > nowMs) throw new AppError('request.busy')
  const isOver = job.attempts >= mostAttempts
  const generation = job.generation + (state === 'preparing' ? 1 : 0)
  const taken = { attempts: job.attempts + 1, lease: ctx.newId(), leaseUntil: nowMs + leaseMs, generation }
  await change(ctx, job, isOver ? { state: 'failed' } : taken, isOver ? '多次没有做完' : '开始', isOver)
  return isOver ? undefined : { ...job, ...taken }
}

/** Keeps the lease and shows progress. Throws request.busy when another worker has taken over. */
export async function keepJob(ctx: Context, job: StoredJob, progress: Partial<StoredJob>): Promise<void> {
  const key = jobKey(job.communityId, job.jobId)
  const set = { ...progress, attempts: 0, leaseUntil: ctx.deps.nowMs() + leaseMs }
  await held(() =>
    // Renewing twice is renewing once: after a lost answer there is nothing to look for.
    ctx.db.transact([{ update: { key, set }, if: { lease: job.lease } }], { pk: key.pk, sk: 'renewed' }),
  )
}

/** The end of the work, by whoever holds the lease. */
export const endJob = (ctx: Context, job: StoredJob, set: Partial<StoredJob>, summary: string): Promise<void> =>
  change(ctx, job, { ...set, attempts: 0, leaseUntil: 0 }, summary, true)

async function change(ctx: Context, job: StoredJob, set: Partial<StoredJob>, summary: string, isEnd: boolean) {
  const { communityId, jobId, state, lease } = job
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.work_bulk',
    objectType: 'bulk_job',
    objectId: jobId,
    summary,
    technical: true,
  })
  const update = { key: jobKey(communityId, jobId), set, ...(isEnd && { remove: ['lease', 'gs3pk', 'gs3sk'] }) }
  await held(() => ctx.db.transact([{ update, if: { state, lease } }, audit], audit.put))
}

async function held(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('request.busy', { cause: error })
    throw error
  }
}
