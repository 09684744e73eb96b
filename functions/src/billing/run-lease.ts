import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { issuedBy } from './publication-tally'
import { runKey, StoredRun } from './run-store'

const leaseMs = 60_000
/** A worker may die, or a store be down for a while; what fails this often fails for a reason that a person must see. */
const mostAttempts = 8

type Working = 'computing' | 'publishing'
type Change = { set?: Record<string, unknown>; remove?: string[] }

/**
 * Makes this worker the run's only one. Each attempt at computing is a generation of its own.
 * Undefined when there is nothing left to do, or when so many workers began in vain that the run now says `failed`. Throws request.busy while another worker holds the lease.
 */
export async function takeLease(
  ctx: Context,
  communityId: string,
  runId: string,
  state: Working,
): Promise<StoredRun | undefined> {
  const run = await ctx.db.get(runKey(communityId, runId), StoredRun)
  if (!run || run.state !== state) return undefined
  const nowMs = ctx.deps.nowMs()
  if (run.leaseUntil > nowMs) throw new AppError('request.busy')
  if (run.attempts >= mostAttempts) {
    await giveUp(ctx, run)
    return undefined
  }
  const taken = {
    attempts: run.attempts + 1,
    lease: ctx.newId(),
    leaseUntil: nowMs + leaseMs,
    generation: run.generation + (state === 'computing' ? 1 : 0),
  }
  const audit = auditItem(ctx, {
    communityId,
    action: state === 'computing' ? 'billing.compute' : 'billing.publish_work',
    objectType: 'billing_run',
    objectId: runId,
    summary: state === 'computing' ? `第 ${taken.generation} 次计算` : '开始出账',
  })
  try {
    await ctx.db.transact(
      [{ update: { key: runKey(communityId, runId), set: taken }, if: { state, lease: run.lease } }, audit],
      audit.put,
    )
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('request.busy', { cause: error })
    throw error
  }
  return { ...run, ...taken }
}

/** The run says that it did not come to its end; nothing wakes it but a person. */
async function giveUp(ctx: Context, run: StoredRun): Promise<void> {
  const { communityId, runId, state } = run
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.run_failed',
    objectType: 'billing_run',
    objectId: runId,
    summary: `${run.attempts} 次没有${state === 'computing' ? '算完' : '出完'}`,
  })
  const update = {
    key: runKey(communityId, runId),
    set: { state: 'failed', ...(state === 'publishing' && { issued: await issuedBy(ctx, run) }) },
    remove: ['lease', 'gs3pk', 'gs3sk'],
  }
  try {
    await ctx.db.transact([{ update, if: { state, lease: run.lease } }, audit], audit.put)
    ctx.deps.log.error('billing.run_failed', { communityId, runId })
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}

/** Keeps the lease and shows progress. Throws request.busy when another worker has taken over. */
export async function renewLease(
  ctx: Context,
  run: StoredRun,
  state: Working,
  progress: Record<string, unknown>,
): Promise<void> {
  const key = runKey(run.communityId, run.runId)
  const set = { ...progress, leaseUntil: ctx.deps.nowMs() + leaseMs }
  // Renewing twice is renewing once: after a lost answer there is nothing to look for.
  const noMarker = { pk: key.pk, sk: 'renewed' }
  try {
    await ctx.db.transact([{ update: { key, set }, if: { state, lease: run.lease } }], noMarker)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('request.busy', { cause: error })
    throw error
  }
}

/** The end of the work, with its audit record, by whoever holds the lease. Throws ConditionFailed for anyone else. */
export async function endWork(
  ctx: Context,
  run: StoredRun,
  state: Working,
  { set = {}, remove = [] }: Change,
  summary: string,
  further: Write[] = [],
): Promise<void> {
  const audit = auditItem(ctx, {
    communityId: run.communityId,
    action: state === 'computing' ? 'billing.computed' : 'billing.published',
    objectType: 'billing_run',
    objectId: run.runId,
    summary,
  })
  const end: Write = {
    update: {
      key: runKey(run.communityId, run.runId),
      set: { ...set, leaseUntil: 0, attempts: 0 },
      remove: ['lease', 'gs3pk', 'gs3sk', ...remove],
    },
    if: { state, lease: run.lease, generation: run.generation },
  }
  await ctx.db.transact([end, ...further, audit], audit.put)
}
