import type { Condition, Write } from '../db-write'
import * as z from 'zod'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { deciding } from '../db-retry'
import { homeless } from './hold-persons'
import { type RawItem, restored, unchanged } from './item-mark'
import { type Entry, type FullPart, loadParts, partKey } from './manifest'
import { merged, mostWrites, textOfKey } from './merge-writes'
import { isOpen, laneItems } from './running'
import { asWritten, keyOf } from './still-ours'
import type { StoredImport } from './store'

/**
 * Takes one part back, the last records first, in as many transactions as it needs; each also says how far it came. Answers
 * how many records were taken back: fewer than there are when something is not as the import wrote it.
 */
export async function undoPart(
  ctx: Context,
  known: StoredImport,
  companyId: string,
  sk: string,
  lane: number,
): Promise<number> {
  let undone = 0
  for (;;) {
    const step = await deciding(async () => {
      const [part] = await loadParts(ctx, known, [sk])
      return part && part.left > 0 ? undoSome(ctx, known, companyId, part, lane) : 0
    })
    if (step === 0) return undone
    undone += step
  }
}

async function undoSome(
  ctx: Context,
  known: StoredImport,
  companyId: string,
  part: FullPart,
  lane: number,
): Promise<number> {
  const entries = lastThatFit(part.entries.slice(0, part.left))
  const keys = entries.flatMap(({ written, untouched }) => [...written, ...untouched].map(keyOf))
  const found = await ctx.db.getMany(keys, z.record(z.string(), z.unknown()))
  const items = new Map(keys.map((key, i) => [textOfKey(key), found[i]]))
  if (!entries.every(entry => asWritten(entry, items))) return 0
  if (!(await homeless(ctx, companyId, entries))) return 0
  const audit = auditItem(ctx, {
    communityId: known.communityId,
    action: 'imports.undo_rows',
    objectType: 'import',
    objectId: known.importId,
    summary: `撤回 ${entries.length} 条`,
    technical: true,
  })
  const writes: Write[] = [
    ...merged(entries.toReversed().flatMap(entry => restoring(entry, items))),
    {
      update: { key: partKey(known, part.sk), set: { left: part.left - entries.length } },
      if: { left: part.left },
    },
    laneItems.held(known, lane, known.attempt),
    audit,
  ]
  try {
    await ctx.db.transact(writes, audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) await mustBeOpen(ctx, known)
    throw error
  }
  return entries.length
}

/** Another worker of this undo may have been faster; of a later step, it ends here. */
async function mustBeOpen(ctx: Context, known: StoredImport): Promise<void> {
  if (!(await isOpen(ctx, known, known.attempt))) throw new UndoEnded()
}

/** The undo was ended by somebody else; nothing more is to be done. */
export class UndoEnded extends Error {
  override name = 'UndoEnded'
}

/** From the end, as many entries as one transaction holds; one at least. */
function lastThatFit(entries: Entry[]): Entry[] {
  let size = 0
  let from = entries.length
  while (from > 0) {
    const entry = entries[from - 1]
    if (!entry) break
    size += entry.written.length + entry.added.length + entry.untouched.length
    if (size > mostWrites && from < entries.length) break
    from -= 1
  }
  return entries.slice(from)
}

function restoring({ written, added, untouched }: Entry, items: Map<string, RawItem | undefined>): Write[] {
  return [
    ...written.map(({ key: [pk, sk], before }): Write => {
      const current = items.get(textOfKey({ pk, sk }))
      const condition: Condition = current ? unchanged(current) : { pk: undefined }
      return before
        ? { put: { ...restored(before, current), pk, sk }, if: condition }
        : { delete: { pk, sk }, if: condition }
    }),
    ...added.map(({ key: [pk, sk], add }): Write => {
      const back = Object.fromEntries(Object.entries(add).map(([name, value]) => [name, -value]))
      return { update: { key: { pk, sk }, add: back } }
    }),
    ...untouched.map(({ key: [pk, sk] }): Write => {
      const current = items.get(textOfKey({ pk, sk }))
      return { check: { pk, sk }, if: current ? unchanged(current) : { pk: undefined } }
    }),
  ]
}
