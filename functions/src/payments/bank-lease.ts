import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { batchKey, loadBatch, type StoredBatch } from './bank-store'

const leaseMs = 60_000

/** Makes this worker the batch's only one. Throws request.busy while another holds the lease. */
export async function takeBatch(ctx: Context, communityId: string, batchId: string): Promise<StoredBatch> {
  const batch = await loadBatch(ctx, communityId, batchId)
  const nowMs = ctx.deps.nowMs()
  if (batch.leaseUntil > nowMs) throw new AppError('request.busy')
  const taken = { lease: ctx.newId(), leaseUntil: nowMs + leaseMs, generation: batch.generation }
  if (batch.state === 'computing') taken.generation += 1
  const audit = workAudit(ctx, batch, '开始处理')
  try {
    await ctx.db.transact(
      [
        {
          update: { key: batchKey(communityId, batchId), set: taken },
          if: { state: batch.state, lease: batch.lease },
        },
        audit,
      ],
      audit.put,
    )
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('request.busy', { cause: error })
    throw error
  }
  return { ...batch, ...taken }
}

/** What a step changes of the batch, only while this worker holds it: late workers change nothing. */
export const heldWrite = (
  ctx: Context,
  { communityId, batchId, lease }: StoredBatch,
  change: { set?: Record<string, unknown>; add?: Record<string, number> } = {},
): Write => ({
  update: {
    key: batchKey(communityId, batchId),
    set: { ...change.set, leaseUntil: ctx.deps.nowMs() + leaseMs },
    ...(change.add && { add: change.add }),
  },
  if: { lease },
})

/** Lets go of the batch; it is in no worker's list any more unless `due`. */
export async function leaveBatch(ctx: Context, batch: StoredBatch, set: Partial<StoredBatch> = {}): Promise<void> {
  const audit = workAudit(ctx, batch, '处理完')
  await ctx.db.transact(
    [
      {
        update: {
          key: batchKey(batch.communityId, batch.batchId),
          set: { ...set, leaseUntil: 0 },
          remove: ['lease', 'gs3pk', 'gs3sk'],
        },
        if: { lease: batch.lease },
      },
      audit,
    ],
    audit.put,
  )
}

/** One step of the work, for whoever studies one batch. */
export const workAudit = (ctx: Context, { communityId, batchId }: StoredBatch, summary: string) =>
  auditItem(ctx, {
    communityId,
    action: 'payments.bank_work',
    technical: true,
    objectType: 'bank_batch',
    objectId: batchId,
    summary,
  })
