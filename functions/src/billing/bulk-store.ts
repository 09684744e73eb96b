import type { bulkApi } from '@linli/shared/billing/bulk-api'
import { BulkItem, BulkJob } from '@linli/shared/billing/bulk-schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import type { Write } from '../db-write'
import { queryAll } from '../query-all'

/** A job as kept. `generation` counts the attempts at its preview and is part of its items' keys. */
export const StoredJob = BulkJob.extend({
  generation: z.number().int(),
  lease: z.string().optional(),
  leaseUntil: z.number(),
  attempts: z.number().int(),
})
export type StoredJob = z.infer<typeof StoredJob>

/** What one job takes at most. */
export const mostItems = 2_000

const jobsPk = (communityId: string) => `C#${communityId}#bulk`
export const jobKey = (communityId: string, jobId: string): Key => ({ pk: jobsPk(communityId), sk: jobId })
export const unfinishedJobs = 'G#open-bulk#0'
export const unfinishedJobIndex = (communityId: string, jobId: string, since: string) => ({
  gs3pk: unfinishedJobs,
  gs3sk: `${since}#${communityId}#${jobId}`,
})

type JobPlace = Pick<StoredJob, 'communityId' | 'jobId' | 'generation'>
const itemsPk = ({ communityId, jobId, generation }: JobPlace) => `C#${communityId}#bulk#${jobId}#${generation}`
const problemsPk = (job: JobPlace) => `${itemsPk(job)}#problems`
const itemKey = (job: JobPlace, { code, itemId }: BulkItem): Key => ({
  pk: itemsPk(job),
  sk: `${sortCode(code)}#${itemId}`,
})
/** Kept for 400 days, as the drafts of a run. */
const keptS = 400 * 86_400

export function bulkItem(job: JobPlace, item: BulkItem, nowMs: number): Item {
  const key = itemKey(job, item)
  const ttl = Math.floor(nowMs / 1000) + keptS
  return { ...key, ...item, ttl, ...(item.problem && { gs1pk: problemsPk(job), gs1sk: key.sk }) }
}

/** What became of an item, once, by whoever holds the job: for the transaction that does it. */
export const outcomeWrites = (
  job: StoredJob,
  item: BulkItem,
  outcome: { outcome: 'done'; after?: number } | { outcome: 'refused'; problem: string },
): Write[] => {
  const key = itemKey(job, item)
  const set = { ...outcome, ...(outcome.outcome === 'refused' && { gs1pk: problemsPk(job), gs1sk: key.sk }) }
  return [
    {
      update: { key, set, ...(outcome.outcome === 'done' && { remove: ['problem', 'gs1pk', 'gs1sk'] }) },
      if: { outcome: undefined },
    },
    { check: jobKey(job.communityId, job.jobId), if: { lease: job.lease } },
  ]
}

export async function loadJob(ctx: Context, communityId: string, jobId: string): Promise<StoredJob> {
  const job = await ctx.db.get(jobKey(communityId, jobId), StoredJob)
  if (!job) throw new AppError('record.not_found')
  return job
}

/** Newest first. */
export const listBulk = (ctx: Context, { communityId, limit, cursor }: InputOf<typeof bulkApi.listBulk>) =>
  ctx.db.query({ pk: jobsPk(communityId), schema: StoredJob, newestFirst: true, limit: Number(limit ?? 50), cursor })

export async function listBulkItems(ctx: Context, input: InputOf<typeof bulkApi.listBulkItems>) {
  const { communityId, jobId, show, cursor } = input
  const job = await loadJob(ctx, communityId, jobId)
  const page = { schema: BulkItem, limit: Number(input.limit ?? 50), cursor }
  if (show) return ctx.db.query({ index: 'gs1', pk: problemsPk(job), ...page })
  return ctx.db.query({ pk: itemsPk(job), ...page })
}

/** Every item of it, consistently. */
export const bulkItems = (ctx: Context, job: JobPlace): Promise<BulkItem[]> =>
  queryAll(ctx.db, { pk: itemsPk(job), schema: BulkItem }, mostItems)
