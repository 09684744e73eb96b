import type { Counters, FigureList } from '@linli/shared/repairs/figures'
import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import type { Context } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'
import { queryAll } from '../query-all'
import type { OfRepair } from './store'

/** Counters of a list and month stand in so many items, an order's always in the same: two at once seldom meet. */
const shards = 4
const shardOf = (repairId: string) => repairId.charCodeAt(repairId.length - 1) % shards

export const figuresPk = (communityId: string) => `C#${communityId}#repair-figures`
export const countedKey = ({ communityId, repairId }: OfRepair): Key => ({
  pk: `C#${communityId}#repair#${repairId}`,
  sk: 'counted',
})
/** What of an order stands in the counters. */
export const StoredCounted = z.object({ counters: z.record(z.string(), z.number()), version: z.number().int() })

/** What counters move by when an order's part of them becomes another. An item stands once. */
export function repairFigureWrites({ communityId, repairId }: OfRepair, next: Counters, before: Counters): Write[] {
  const items = new Map<string, Record<string, number>>()
  for (const name of new Set([...Object.keys(next), ...Object.keys(before)])) {
    const by = (next[name] ?? 0) - (before[name] ?? 0)
    if (by === 0) continue
    const at = name.indexOf('|')
    const sk = `${name.slice(0, at)}#${shardOf(repairId)}`
    items.set(sk, { ...items.get(sk), [name.slice(at + 1)]: by })
  }
  return [...items].map(([sk, add]) => ({ update: { key: { pk: figuresPk(communityId), sk }, add } }))
}

/** One counter as it was read. */
export type Cell = { month: string; of: string; measure: string; value: number }

const Item = z.record(z.string(), z.unknown()).transform((item): Cell[] => {
  const [, month = ''] = String(item.sk).split('#')
  return Object.entries(item).flatMap(([name, value]) => {
    const at = name.lastIndexOf('|')
    if (typeof value !== 'number' || at < 0 || value === 0) return []
    return [{ month, of: name.slice(0, at), measure: name.slice(at + 1), value }]
  })
})
/** Of a list in a year. */
const mostItems = 12 * shards

/** The counters of a list in some months: one query, of a megabyte at most in a year of some hundred materials. */
export async function figuresIn(
  ctx: Context,
  { communityId, list, from, to }: { communityId: string; list: FigureList; from: string; to: string },
): Promise<Cell[]> {
  const between: [string, string] = [`${list}#${from}`, `${list}#${to}~`]
  return (await queryAll(ctx.db, { pk: figuresPk(communityId), between, schema: Item }, mostItems)).flat()
}

export const CountBody = z.object({ communityId: CommunityId, repairId: Id })
