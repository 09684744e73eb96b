import type { BulkItem } from '@linli/shared/billing/bulk-schema'
import { AppError } from '@linli/shared/errors'
import { sumFen } from '@linli/shared/money'
import { communityContext, type Deps } from '../context'
import { Lanes } from '../lanes'
import { type Becomes, bulkOf } from './bulk-kinds'
import { endJob, keepJob, takeJob } from './bulk-lease'
import { bulkItem, mostItems } from './bulk-store'
import { DraftWriter } from './draft-writer'
import { bulkProblems } from './words'

const lanes = 6

/**
 * Lists what a bulk job is about and computes what each one becomes, under a lease; an attempt that broke off left items
 * that nobody reads. More than it takes: the job says so and cannot be confirmed. Throws request.busy.
 */
export async function prepareBulk(deps: Deps, communityId: string, jobId: string): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const job = await takeJob(ctx, communityId, jobId, 'preparing')
  if (!job) return
  const kind = bulkOf(ctx, communityId, job.task)
  const writer = new DraftWriter(ctx)
  const found: BulkItem[] = []
  for await (const items of kind.items()) {
    const work = new Lanes(lanes)
    for (const item of items.slice(0, mostItems - found.length))
      await work.add(async () => {
        found.push(await previewed(item, () => kind.preview(item)))
      })
    await work.drained()
    await keepJob(ctx, job, { count: found.length })
    if (found.length >= mostItems) break
  }
  if (found.length >= mostItems) found.splice(0, found.length, ...found.map(tooMany))
  await writer.add(found.map(item => bulkItem(job, item, deps.nowMs())))
  await writer.end()
  const isMoney = job.task.kind !== 'tariff'
  const set = {
    state: 'ready' as const,
    count: found.length,
    problems: found.filter(({ problem }) => problem).length,
    before: isMoney ? sumFen(found.map(({ before }) => before)) : 0,
    after: isMoney ? sumFen(found.map(({ before, after }) => after ?? before)) : 0,
  }
  await endJob(ctx, job, set, `试算 ${set.count} 项，${set.problems} 项做不了`)
}

const tooMany = (item: BulkItem): BulkItem => ({ ...item, problem: bulkProblems.tooMany(mostItems) })

async function previewed(item: BulkItem, preview: () => Promise<Becomes>): Promise<BulkItem> {
  try {
    return { ...item, ...(await preview()) }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'request.busy') throw error
    return { ...item, problem: error.message }
  }
}
