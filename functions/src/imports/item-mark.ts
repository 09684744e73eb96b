import { createHash } from 'node:crypto'
import type { Condition } from '../db-write'

/** An item as the store holds it. */
export type RawItem = Record<string, unknown>

/**
 * What an item says: two items of a key have the same mark when the store holds the same of both, whatever their
 * versions: an undo brings back what an item said, under a version that it never had.
 */
export const markOf = ({ version: _version, ...content }: RawItem): string =>
  createHash('sha256')
    .update(JSON.stringify(plain(content)))
    .digest('base64url')
    .slice(0, 12)

/** What an item said, to stand in the place of another of its key: versions only rise, so that no open page is taken for new. */
export const restored = (before: RawItem, current: RawItem | undefined): RawItem =>
  typeof before.version === 'number' && typeof current?.version === 'number'
    ? { ...before, version: current.version + 1 }
    : before

/** Keys in order, sets as lists in order, nothing that is undefined. */
function plain(value: unknown): unknown {
  if (value instanceof Set) return [...value].map(String).toSorted((a, b) => (a < b ? -1 : 1))
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, plain(each)]))
}

/** Holds as long as the item is as it was read: by its version, or else by all that a condition can compare. */
export function unchanged(item: RawItem): Condition {
  if (typeof item.version === 'number') return { version: item.version }
  return Object.fromEntries(
    Object.entries(item).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [],
    ),
  )
}
