import type { RecordKind } from '@linli/shared/imports/record'
import { recordKindNames } from '@linli/shared/imports/record'
import * as z from 'zod'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { markOf, type RawItem } from './item-mark'
import { type Entry, partItem, type Written } from './manifest'
import { merged, textOfKey } from './merge-writes'
import type { Planned } from './planned'
import { laneItems } from './running'
import type { ImportPlace } from './store'

export type WritePlace = ImportPlace & { attempt: number; chunk: number; batch: number; kind: RecordKind; lane: number }

/**
 * One transaction of an import: some records, the part of the manifest that takes them back, the lane that this attempt
 * still holds, the audit record. Throws ConditionFailed when something was written meanwhile, by this attempt too.
 */
export async function writePart(
  ctx: Context,
  place: WritePlace,
  records: { at: number; planned: Planned }[],
  stamp: number,
): Promise<void> {
  const befores = await imagesBefore(
    ctx,
    records.map(({ planned }) => planned),
  )
  const entries = records.map(({ at, planned }) => entryOf(at, planned, befores))
  const { attempt, chunk, batch } = place
  const audit = auditItem(ctx, {
    communityId: place.communityId,
    action: 'imports.write_rows',
    objectType: 'import',
    objectId: place.importId,
    summary: `写入${recordKindNames[place.kind]} ${records.length} 条`,
    technical: true,
  })
  const writes: Write[] = [
    ...merged(records.flatMap(({ planned }) => planned.writes)),
    { put: partItem(ctx, place, { attempt, chunk, batch, stamp }, entries), ifAbsent: true },
    laneItems.held(place, place.lane, attempt),
    audit,
  ]
  await ctx.db.transact(writes, audit.put)
}

/** What stands where items are put that may be there already. Their condition decides whether it still does at the commit. */
async function imagesBefore(ctx: Context, planned: Planned[]): Promise<Map<string, RawItem>> {
  const written = planned.flatMap(({ writes }) =>
    writes.flatMap(write =>
      'put' in write && !write.ifAbsent ? [write.put] : 'delete' in write ? [write.delete] : [],
    ),
  )
  const untouched = planned.flatMap(({ untouched = [] }) =>
    untouched.flatMap(({ key, version }) => (version === undefined ? [] : [key])),
  )
  const keys = [...written, ...untouched]
  const found = await ctx.db.getMany(keys, z.record(z.string(), z.unknown()))
  return new Map(keys.flatMap((key, i) => (found[i] ? [[textOfKey(key), found[i]]] : [])))
}

function entryOf(at: number, { writes, untouched = [] }: Planned, befores: Map<string, RawItem>): Entry {
  return {
    at,
    written: writes.flatMap((write): Written[] => {
      if ('delete' in write) {
        const before = befores.get(textOfKey(write.delete))
        return before ? [{ key: [write.delete.pk, write.delete.sk], mark: '', before }] : []
      }
      if (!('put' in write)) return []
      const before = befores.get(textOfKey(write.put))
      if (before && !holds(before, write)) throw new ConditionFailed([])
      return [{ key: [write.put.pk, write.put.sk], mark: markOf(write.put), ...(before && { before }) }]
    }),
    added: writes.flatMap(write => {
      if (!('update' in write)) return []
      const numbers = Object.entries(write.update.add ?? {}).filter(
        (each): each is [string, number] => typeof each[1] === 'number',
      )
      return [{ key: [write.update.key.pk, write.update.key.sk], add: Object.fromEntries(numbers) }]
    }),
    untouched: untouched.map(({ key, version }) => {
      const item = befores.get(textOfKey(key))
      if (version !== undefined && item?.version !== version) throw new ConditionFailed([])
      return { key: [key.pk, key.sk], ...(version !== undefined && item && { mark: markOf(item) }) }
    }),
  }
}

/** The image is the one that the planner saw. */
const holds = (before: RawItem, { if: condition }: { if?: Record<string, unknown> }): boolean =>
  Object.entries(condition ?? {}).every(([name, expected]) => typeof expected === 'object' || before[name] === expected)
