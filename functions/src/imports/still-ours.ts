import type { Key } from '../db'
import { markOf, type RawItem } from './item-mark'
import type { Entry } from './manifest'
import { textOfKey } from './merge-writes'

export const keyOf = ({ key: [pk, sk] }: { key: [string, string] }): Key => ({ pk, sk })

/** The items of an entry that are not as the import left them: changed, gone, or come up beside it. */
export function others(entry: Entry, items: ReadonlyMap<string, RawItem | undefined>): Key[] {
  const changed = entry.written.filter(each => {
    const item = items.get(textOfKey(keyOf(each)))
    return (item ? markOf(item) : '') !== each.mark
  })
  const touched = entry.untouched.filter(each => items.get(textOfKey(keyOf(each)))?.version !== each.version)
  const appeared = entry.untouched.filter(
    each => each.version === undefined && items.get(textOfKey(keyOf(each))) !== undefined,
  )
  return [...changed, ...new Set([...touched, ...appeared])].map(keyOf)
}

export const asWritten = (entry: Entry, items: ReadonlyMap<string, RawItem | undefined>): boolean =>
  others(entry, items).length === 0
