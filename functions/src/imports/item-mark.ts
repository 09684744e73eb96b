import { createHash } from 'node:crypto'
import type { Condition } from '../db-write'
import { plain } from '../plain'

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

/** Holds as long as the item is as it was read: by its version, or else by all that a condition can compare. */
export function unchanged(item: RawItem): Condition {
  if (typeof item.version === 'number') return { version: item.version }
  return Object.fromEntries(
    Object.entries(item).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [],
    ),
  )
}
