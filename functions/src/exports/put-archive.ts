import * as z from 'zod'
import { type Context, reaching } from '../context'
import type { Item } from '../db'
import { Lanes } from '../lanes'
import { headItem } from '../payments/carry-journal'
import { type ArchiveReader, partOf } from './archive-reader'
import type { Checked } from './check-archive'
import { kindOf } from './manifest'
import { type Part, pieces, type Target } from './part'
import { allParts } from './parts'
import { reporter } from './move-export'
import { progressKey, type StoredExport } from './store'

const lanes = 6
const atOnce = 100
const Done = z.object({ done: z.number().int() })

/**
 * Writes the records of a checked archive, piece by piece in a fixed order, but for the community's own. Every item has
 * one key whoever writes it, so that a piece written twice is the same; `done` saves the pieces before a crash.
 */
export async function putArchive(
  target: Target,
  archive: ArchiveReader,
  checked: Checked,
  own: Context,
  known: StoredExport,
): Promise<void> {
  const doneKey = { ...progressKey(known), sk: 'pieces' }
  const done = (await own.db.get(doneKey, Done))?.done ?? 0
  const report = reporter(own, known)
  const order = allParts.filter(({ name }) => name !== 'community').flatMap(({ name }) => [name, `${name}-again`])
  const paths = order.flatMap(kind => archive.pathsOf(kind))
  let records = 0
  for (const [nth, path] of paths.entries()) {
    const read = await archive.records(path)
    records += read.length
    if (nth < done) continue
    const part = partOf(kindOf(path))
    if (part) await putRecords(target, part, stillRight(kindOf(path), read, checked))
    await own.db.writeMany([{ put: { ...doneKey, done: nth + 1 } }])
    await report(records)
  }
  const { head, accounts } = { head: archive.manifest.journal, accounts: archive.manifest.journal.accounts }
  const ledger = head.seq === 0 ? [] : [headItem(target.ctx, target.communityId, head, { accounts, ...checked })]
  await putItems(target, [...checked.counted.items(), ...ledger])
}

const ItsRoom = z.object({ roomId: z.string() })
const ItsObject = z.object({ object: z.object({ id: z.string() }) })

/** Bills and covered days of a room that was read again stand in the later piece alone. */
function stillRight(kind: string, records: unknown[], { again }: Checked): unknown[] {
  if (kind === 'bills') return records.filter(record => !again.has(ItsObject.parse(record).object.id))
  if (kind === 'covers') return records.filter(record => !again.has(ItsRoom.parse(record).roomId))
  return records
}

async function putRecords(target: Target, part: Part, records: unknown[]): Promise<void> {
  const wide = part.clock ? { ...target, ctx: reaching(target.ctx, part.clock) } : target
  for (const some of pieces(records, atOnce)) await putItems(wide, await part.items(wide, some))
}

async function putItems({ ctx }: Target, items: Item[]): Promise<void> {
  const own = [...new Map(items.map(item => [`${item.pk}|${item.sk}`, item])).values()]
  const work = new Lanes(lanes)
  for (const some of pieces(own, 25)) await work.add(async () => ctx.db.writeMany(some.map(put => ({ put }))))
  await work.drained()
}
