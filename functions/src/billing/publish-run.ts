import type { runApi } from '@linli/shared/billing/run-api'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { beijingDate, daysBetween, maxDate } from '@linli/shared/time'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { feeItemWrite, loadFeeItems } from './fee-item-store'
import { frozenChecks } from './pool-charges'
import {
  billingStateKey,
  loadBillingState,
  loadRun,
  runKey,
  type StoredRun,
  unfinishedIndex,
  unfinishedRuns,
} from './run-store'
import { roomsPerShard } from './store'
import { heldBackRun, staleRun, whoDid } from './words'

/** Drafts are kept a little longer than this. */
const oldestDays = 366

/**
 * Starts the publication of a run as it was reviewed: same count, same sum, no failed line, fee items unchanged since.
 * The fee items learn the last day billed in this very transaction, before any bill: no tariff slips in behind.
 * Asked again, it answers the run. Throws billing.run_not_ready, run_blocked, run_closed, record.changed.
 */
export async function publishRun(ctx: Context, input: InputOf<typeof runApi.publishRun>): Promise<StoredRun> {
  const { communityId, runId } = input
  const run = await loadRun(ctx, communityId, runId)
  if (run.state === 'computing') throw new AppError('billing.run_not_ready')
  if (run.state === 'discarded' || run.state === 'failed') throw new AppError('billing.run_closed')
  if (run.count !== input.count || run.amountFen !== input.amountFen) throw new AppError('record.changed')
  if (run.state !== 'ready') return run
  if (run.heldBack) throw new AppError('record.changed', { message: heldBackRun(run.heldBack.count) })
  if (daysBetween(beijingDate(run.createdAt), ctx.today()) > oldestDays) throw new AppError('billing.run_closed')
  if (run.flags.failed > 0) throw new AppError('billing.run_blocked')
  try {
    return await begin(ctx, run)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    const now = await loadRun(ctx, communityId, runId)
    if (now.state === 'publishing' || now.state === 'published') return now
    throw new AppError('record.changed', { cause: error })
  }
}

async function begin(ctx: Context, run: StoredRun): Promise<StoredRun> {
  const { communityId, runId } = run
  const publishedAt = ctx.now()
  const started = {
    state: 'publishing' as const,
    publishedAt,
    publishedBy: whoDid(ctx.actor),
    progress: { done: 0, total: run.count },
  }
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.publish_run',
    objectType: 'billing_run',
    objectId: runId,
    summary: `出账 ${run.count} 张，合计 ${run.amountFen} 分`,
  })
  const update: Write = {
    update: {
      key: runKey(communityId, runId),
      set: { ...started, ...unfinishedIndex(communityId, runId, publishedAt) },
    },
    if: { state: 'ready', generation: run.generation },
  }
  await reaching(ctx, unfinishedRuns).db.transact(
    [
      update,
      ...(await billedThroughItems(ctx, run)),
      ...(await shardItems(ctx, run)),
      ...(await frozenChecks(ctx, communityId, run.poolIds ?? [])),
      audit,
      outboxItem(ctx, 'jobs', { type: 'billing.publish', communityId, runId }),
    ],
    audit.put,
  )
  return { ...run, ...started }
}

/** Each fee item's last billed day. Throws record.changed when an item is not the one that the drafts were computed with. */
async function billedThroughItems(ctx: Context, run: StoredRun): Promise<Write[]> {
  const computed = run.items ?? []
  const items = await loadFeeItems(
    ctx,
    run.communityId,
    computed.map(({ feeItemId }) => feeItemId),
  )
  return computed.flatMap(({ version, lastDay }, i): Write[] => {
    const item = items[i]
    if (item?.version !== version) throw new AppError('record.changed', { message: staleRun })
    if (lastDay === undefined) return []
    return [feeItemWrite(item, { billedThrough: maxDate(item.billedThrough ?? lastDay, lastDay) }).write]
  })
}

/** A run of all rooms has counted them: more rooms, more shards; bills keep the one they were given. */
async function shardItems(ctx: Context, run: StoredRun): Promise<Write[]> {
  const { communityId, runId } = run
  const shards = Math.ceil(run.progress.total / roomsPerShard)
  const known = await loadBillingState(ctx, communityId)
  if (run.roomIds || shards <= known.shards) return []
  return [{ update: { key: billingStateKey(communityId), set: { shards } }, if: { openRunId: runId } }]
}
