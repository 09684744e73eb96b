import * as z from 'zod'
import type { Context } from './context'
import type { Key } from './db'
import type { Write } from './db-write'
import { queryAll } from './query-all'

/** What one record adds, by counter: `<item>|<of what>|<measure>`. */
export type Counters = Record<string, number>

/** What of a record stands in the counters. */
export const StoredCounted = z.object({ counters: z.record(z.string(), z.number()), version: z.number().int() })

/** Where counters stand, where it is kept what of the record is in them, and the record's id. */
export type Counting = { pk: string; counted: Key; id: string }

/** Counters of an item's name stand in so many items, a record's always in the same: two at once seldom meet. */
const shards = 4
const shardOf = (id: string) => id.charCodeAt(id.length - 1) % shards

/** What counters move by when a record's part of them becomes another. An item stands once. */
export function counterWrites({ pk, id }: Omit<Counting, 'counted'>, next: Counters, before: Counters): Write[] {
  const items = new Map<string, Record<string, number>>()
  for (const name of new Set([...Object.keys(next), ...Object.keys(before)])) {
    const by = (next[name] ?? 0) - (before[name] ?? 0)
    if (by === 0) continue
    const at = name.indexOf('|')
    const sk = `${name.slice(0, at)}#${shardOf(id)}`
    items.set(sk, { ...items.get(sk), [name.slice(at + 1)]: by })
  }
  return [...items].map(([sk, add]) => ({ update: { key: { pk, sk }, add } }))
}

/** Brings the counters to what a record, just read consistently, adds to them; by `deciding`. It may be told late, twice, in any order. */
export async function countRecord(ctx: Context, counting: Counting, counters: Counters): Promise<void> {
  const { counted: key } = counting
  const known = await ctx.db.get(key, StoredCounted)
  if (known && isSame(counters, known.counters)) return
  const put = { ...key, counters, version: (known?.version ?? 0) + 1 }
  const counted: Write = known ? { put, if: { version: known.version } } : { put, ifAbsent: true }
  // Written twice it is the same: after a lost answer the version tells.
  const marker = { pk: key.pk, sk: `counted#${ctx.newId()}` }
  await ctx.db.transact([counted, ...counterWrites(counting, counters, known?.counters ?? {})], marker)
}

export function isSame(a: Counters, b: Counters): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every(name => a[name] === b[name])
}

/** One counter as it was read. */
export type Cell = { month: string; of: string; measure: string; value: number }

const Item = z.record(z.string(), z.unknown()).transform((item): Cell[] => {
  const month = String(item.sk).split('#').at(-2) ?? ''
  return Object.entries(item).flatMap(([name, value]) => {
    const at = name.lastIndexOf('|')
    if (typeof value !== 'number' || at < 0 || value === 0) return []
    return [{ month, of: name.slice(0, at), measure: name.slice(at + 1), value }]
  })
})

/** The counters of some months of a year at most: one query, of a megabyte at most. `<list>#<month>` bounds them. */
export async function readCounters(ctx: Context, pk: string, from: string, to: string): Promise<Cell[]> {
  return (await queryAll(ctx.db, { pk, between: [from, `${to}~`], schema: Item }, 12 * shards)).flat()
}
