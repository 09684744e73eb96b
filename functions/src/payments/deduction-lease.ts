import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed, type Key } from '../db'
import type { Write } from '../db-write'

const leaseMs = 60_000
const Lease = z.object({ lease: z.string(), leaseUntil: z.number() })

const deductionKey = (communityId: string): Key => ({ pk: `C#${communityId}#`, sk: 'deduction' })

/** For a deduction's own transaction: that this worker is still the only one. */
export const soleWorker = (communityId: string, lease: string): Write => ({
  check: deductionKey(communityId),
  if: { lease },
})

/** Makes this worker the community's only one. Throws request.busy while another holds the lease. */
export async function startDeduction(ctx: Context, communityId: string): Promise<string> {
  const key = deductionKey(communityId)
  const found = await ctx.db.get(key, Lease)
  const nowMs = ctx.deps.nowMs()
  if (found && found.leaseUntil > nowMs) throw new AppError('request.busy')
  const lease = ctx.newId()
  const put = { ...key, lease, leaseUntil: nowMs + leaseMs }
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.deducting',
    technical: true,
    objectType: 'community',
    objectId: communityId,
    summary: '开始预存抵扣',
  })
  try {
    const write: Write = found ? { put, if: { lease: found.lease } } : { put, ifAbsent: true }
    await ctx.db.transact([write, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('request.busy', { cause: error })
    throw error
  }
  return lease
}

/** Throws request.busy when another worker has taken over. */
export const keepDeducting = (ctx: Context, communityId: string, lease: string): Promise<void> =>
  moved(ctx, communityId, lease, ctx.deps.nowMs() + leaseMs)

export const endDeduction = (ctx: Context, communityId: string, lease: string): Promise<void> =>
  moved(ctx, communityId, lease, 0)

async function moved(ctx: Context, communityId: string, lease: string, leaseUntil: number): Promise<void> {
  const key = deductionKey(communityId)
  try {
    // Moving it twice is moving it once: after a lost answer there is nothing to look for.
    await ctx.db.transact([{ update: { key, set: { leaseUntil } }, if: { lease } }], { pk: key.pk, sk: 'deducted' })
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('request.busy', { cause: error })
    throw error
  }
}
