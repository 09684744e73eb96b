import * as z from 'zod'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { ledgerKey } from './store'

/** The journal's head. What it holds is written by the worker that has its lease, and by nobody else. */
export const Ledger = z
  .object({
    seq: z.number().int(),
    hash: z.string(),
    /** The first day that is not closed; beside it, receipts given out per year: `serials2026`, and 押金 `serialsY2026`. */
    openDate: z.string().optional(),
    /** How many postings stand in the books of each open month. */
    posted: z.record(z.string(), z.number().int()).optional(),
    leaseUntil: z.number(),
    lease: z.string(),
    accounts: z.record(z.string(), z.number().int()).optional(),
  })
  .catchall(z.unknown())
export type Ledger = z.infer<typeof Ledger>

/** How long a worker may be silent before another takes its place. */
export const leaseMs = 10_000

/** Answers undefined while somebody else has it. */
export async function acquire(ctx: Context, communityId: string, lease: string): Promise<Ledger | undefined> {
  const key = ledgerKey(communityId)
  const nowMs = ctx.deps.nowMs()
  const found = await ctx.db.get(key, Ledger)
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.lease',
    technical: true,
    objectType: 'ledger',
    objectId: communityId,
    summary: '开始登账',
  })
  const taken = { lease, leaseUntil: nowMs + leaseMs }
  try {
    await ctx.db.transact(
      [
        found
          ? {
              update: { key, set: taken },
              if: { lease: found.lease, ...(found.leaseUntil > nowMs && { leaseUntil: { below: nowMs } }) },
            }
          : { put: { ...key, seq: 0, hash: '', ...taken }, ifAbsent: true },
        audit,
      ],
      { pk: audit.put.pk, sk: audit.put.sk },
    )
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined
    throw error
  }
  return { ...(found ?? { seq: 0, hash: '' }), ...taken }
}

export async function release(ctx: Context, communityId: string, lease: string): Promise<void> {
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.release',
    technical: true,
    objectType: 'ledger',
    objectId: communityId,
    summary: '登账结束',
  })
  try {
    await ctx.db.transact([{ update: { key: ledgerKey(communityId), set: { leaseUntil: 0 } }, if: { lease } }, audit], {
      pk: audit.put.pk,
      sk: audit.put.sk,
    })
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}
