import { ImportRecord } from '@linli/shared/imports/record'
import * as z from 'zod'
import { loadCommunity } from '../communities/community'
import { communityContext, type Context, type Deps, reaching } from '../context'
import { ConditionFailed } from '../db'
import { type Batch, batchesOf } from './batches'
import { discardAgain } from './discarded-drafts'
import { listParts, type Part } from './manifest'
import { moveImport } from './move-import'
import { progressWriter } from './progress'
import { endItems, laneItems, lanes } from './running'
import { type ImportPlace, loadImport, objectKeys, readObject, type StoredImport } from './store'
import { beginUndoing } from './undo-import'
import { writeBatch } from './write-batch'

/** What all lanes of one worker share. */
export type Writing = {
  ctx: Context
  known: StoredImport
  companyId: string
  /** What stands written already, by chunk: places of records. */
  written: Map<number, Set<number>>
  nextStamp: () => number
  conflicts: string[]
  /** The attempt was ended by somebody else. */
  isOver: boolean
  wrote: (records: number) => void
}

/**
 * The job behind a confirmation: all records in their order, batch by batch in some lanes. After a crash, or beside
 * another worker, it goes through them again: what a part of the manifest tells of is written. A conflict takes everything back.
 */
export async function writeImport(deps: Deps, input: ImportPlace): Promise<void> {
  const own = communityContext(deps, input.communityId)
  const known = await loadImport(own, input.communityId, input.importId)
  if (known.state !== 'importing') return
  const { companyId } = await loadCommunity(own, known.communityId)
  const ctx = reaching(own, `M#${companyId}#`, 'G#phone#')
  const parts = await listParts(ctx, known)
  const written = writtenOf(parts)
  let done = [...written.values()].reduce((sum, { size }) => sum + size, 0)
  const progress = progressWriter(ctx, known, done)
  let stamp = Math.max(0, ...parts.map(part => part.stamp))
  const writing: Writing = {
    ctx,
    known,
    companyId,
    written,
    nextStamp: () => (stamp = Math.max(deps.nowMs(), stamp + 1)),
    conflicts: [],
    isOver: false,
    wrote: records => progress.soon((done += records), known.total),
  }
  for (let from = 0; from < known.chunks.length && isGoing(writing); ) {
    const to = known.chunks.findIndex((chunk, i) => i > from && chunk.kind !== known.chunks[from]?.kind)
    const end = to === -1 ? known.chunks.length : to
    await writeChunks(writing, from, end)
    from = end
  }
  await progress.end(writing.conflicts.length > 0 ? 0 : known.total, known.total)
  if (writing.isOver) return
  await finish(writing)
}

const isGoing = ({ conflicts, isOver }: Writing) => conflicts.length === 0 && !isOver

/** The chunks of one kind: lanes take the batches of one building each, and open a chunk when there is nothing left to take. */
async function writeChunks(writing: Writing, from: number, end: number): Promise<void> {
  const queue: Batch[][] = []
  let next = from
  let opening: Promise<void> | undefined
  const open = async (chunk: number) => {
    const { communityId, importId, reading, chunks } = writing.known
    const key = objectKeys(communityId, importId).records(reading, chunk + 1)
    const records = (await readObject(writing.ctx, key, z.array(ImportRecord))) ?? []
    const kind = chunks[chunk]?.kind
    if (kind) queue.push(...batchesOf(chunk, kind, records))
  }
  const take = async (): Promise<Batch[] | undefined> => {
    while (queue.length === 0 && (opening !== undefined || next < end)) {
      opening ??= open(next++).finally(() => (opening = undefined))
      await opening
    }
    return queue.shift()
  }
  const runLane = async (lane: number) => {
    for (let batches = await take(); batches && isGoing(writing); batches = await take())
      for (const batch of batches) if (isGoing(writing)) await writeBatch(writing, batch, lane)
  }
  const ended = await Promise.allSettled(Array.from({ length: lanes }, (_, lane) => runLane(lane)))
  const failed = ended.find(each => each.status === 'rejected')
  if (failed) throw failed.reason
}

function writtenOf(parts: Part[]): Map<number, Set<number>> {
  const written = new Map<number, Set<number>>()
  for (const { chunk, records, left } of parts) {
    const own = written.get(chunk) ?? new Set()
    for (const at of records.slice(0, left)) own.add(at)
    written.set(chunk, own)
  }
  return written
}

async function finish({ ctx, known, conflicts }: Writing): Promise<void> {
  try {
    if (conflicts.length > 0)
      await beginUndoing(ctx, known, {
        back: 'previewed',
        begun: true,
        problem: `导入没有成功，全部退回：${shortList(conflicts)}`,
      })
    else {
      // After an undo that was broken off: what had been discarded is no draft again.
      await discardAgain(ctx, known)
      await moveImport(
        ctx,
        known,
        { state: 'imported', finishedAt: ctx.now() },
        `导入完成 ${known.total} 条`,
        undefined,
        [...laneItems.close(known), ...endItems(known)],
      )
    }
  } catch (error) {
    // Another worker finished the same records first.
    if (!(error instanceof ConditionFailed)) throw error
  }
}

const shortList = (sentences: string[]) =>
  sentences.slice(0, 3).join('；') + (sentences.length > 3 ? `；等 ${sentences.length} 处` : '')
