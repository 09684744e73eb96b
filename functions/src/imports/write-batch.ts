import { ConditionFailed } from '../db'
import { deciding } from '../db-retry'
import type { Batch } from './batches'
import { listParts } from './manifest'
import { groups } from './merge-writes'
import { planRecords } from './planners'
import { isOpen } from './running'
import type { Writing } from './write-import'
import { writePart } from './write-part'

/**
 * Plans what of a batch is not written yet, and writes it in as few transactions as hold it. Whoever was faster with an
 * item, or with a part, makes it plan anew. Conflicts are noted, and nothing more is written.
 */
export async function writeBatch(writing: Writing, batch: Batch, lane: number): Promise<void> {
  const { ctx, known } = writing
  const at = { attempt: known.attempt, chunk: batch.chunk, batch: batch.batch }
  const before = writing.written.get(batch.chunk)
  let left = batch.records.filter(record => !before?.has(record.at))
  let isFirst = true
  if (left.length === 0) return
  const already = left.length
  try {
    await deciding(async () => {
      if (!isFirst) left = await withoutWritten(writing, at, left)
      isFirst = false
      const plan = {
        communityId: known.communityId,
        companyId: writing.companyId,
        importId: known.importId,
        looking: false,
      }
      const planned = await planRecords(
        ctx,
        plan,
        batch.kind,
        left.map(({ record }) => record),
      )
      const conflicts = planned.flatMap(({ conflict }) => conflict ?? [])
      if (conflicts.length > 0) {
        writing.conflicts.push(...conflicts)
        return
      }
      const placed = planned
        .map((each, i) => ({ ...each, at: left[i]?.at ?? 0 }))
        .filter(each => each.writes.length > 0)
      for (const group of groups(placed))
        await writePart(
          ctx,
          { ...at, communityId: known.communityId, importId: known.importId, kind: batch.kind, lane },
          group.map(each => ({ at: each.at, planned: each })),
          writing.nextStamp(),
        )
    })
  } catch (error) {
    if (!(error instanceof ConditionFailed) || (await isOpen(ctx, known, known.attempt))) throw error
    writing.isOver = true
  }
  writing.wrote(already)
}

async function withoutWritten({ ctx, known }: Writing, at: Parameters<typeof listParts>[2], left: Batch['records']) {
  const written = new Set((await listParts(ctx, known, at)).flatMap(({ records }) => records))
  return left.filter(record => !written.has(record.at))
}
