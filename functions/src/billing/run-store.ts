import { FeeItem } from '@linli/shared/billing/fee-schema'
import { BillingRun } from '@linli/shared/billing/run-schema'
import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import { BusinessDate } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Key } from '../db'

/** The words and terms of a fee item that a run's bills take over, frozen when its drafts were computed. */
export const RunItem = FeeItem.pick({
  feeItemId: true,
  name: true,
  nature: true,
  collectingEntityId: true,
  timing: true,
  dueDays: true,
  lateFee: true,
  onTimeBp: true,
  rounding: true,
})
  .partial({ rounding: true })
  .extend({
    version: z.number().int(),
    /** The last day that a draft of this item charges. */
    lastDay: BusinessDate.optional(),
  })
export type RunItem = z.infer<typeof RunItem>

/**
 * A run as kept. `generation` counts the attempts at computing it and is part of its drafts' keys: what an attempt that
 * lost its lease still writes, nobody reads.
 */
export const StoredRun = BillingRun.extend({
  generation: z.number().int(),
  lease: z.string().optional(),
  leaseUntil: z.number(),
  /** Workers that have begun since something last came to its end: after some the run is `failed`, and a person decides. */
  attempts: z.number().int().default(0),
  items: z.array(RunItem).optional(),
  /** The common costs that its drafts share out. */
  poolIds: z.array(Id).optional(),
  /** When the drafts' computation began: rooms that changed later are told. */
  computedAt: z.string().optional(),
  /** Where a publication that broke off goes on: every draft before it is published. */
  publishedTo: z.string().optional(),
})
export type StoredRun = z.infer<typeof StoredRun>

export const runsPk = (communityId: string) => `C#${communityId}#runs`
export const runKey = (communityId: string, runId: string): Key => ({ pk: runsPk(communityId), sk: runId })

/** Runs that a worker has to bring to an end, over all communities. */
export const unfinishedRuns = 'G#open-runs#0'
export const unfinishedIndex = (communityId: string, runId: string, since: string) => ({
  gs3pk: unfinishedRuns,
  gs3sk: `${since}#${communityId}#${runId}`,
})

export async function loadRun(ctx: Context, communityId: string, runId: string): Promise<StoredRun> {
  const run = await ctx.db.get(runKey(communityId, runId), StoredRun)
  if (!run) throw new AppError('record.not_found')
  return run
}

/** Newest first. */
export const listRuns = (
  ctx: Context,
  { communityId, limit, cursor }: { communityId: string; limit?: number; cursor?: string | undefined },
) => ctx.db.query({ pk: runsPk(communityId), schema: StoredRun, newestFirst: true, limit: limit ?? 50, cursor })

/** What billing knows of a whole community: the run that is open, and over how many shards its bills are spread. */
export const BillingState = z.object({
  openRunId: Id.optional(),
  shards: z.number().int().default(1),
})
export type BillingState = z.infer<typeof BillingState>
export const billingStateKey = (communityId: string): Key => ({ pk: `C#${communityId}#`, sk: 'billing' })

export const loadBillingState = async (ctx: Context, communityId: string): Promise<BillingState> =>
  (await ctx.db.get(billingStateKey(communityId), BillingState)) ?? { shards: 1 }
