import type { Key } from '../db'
import { markOf, type RawItem } from './item-mark'
import type { Entry } from './manifest'
import { textOfKey } from './merge-writes'

export const keyOf = ({ key: [pk, sk] }: { key: [string, string] }): Key => ({ pk, sk })

/** The items of an entry that are not as the import left them: changed, gone, or come up beside it. */
export function others(entry: Entry, items: ReadonlyMap<string, RawItem | undefined>): Key[] {
  const isOther = (each: { key: [string, string]; mark?: string | undefined }) => {
    const item = items.get(textOfKey(keyOf(each)))
    return (item ? markOf(item) : '') !== (each.mark ?? '')
  }
  return [...entry.written, ...entry.untouched].filter(isOther).map(keyOf)
}

export const asWritten = (entry: Entry, items: ReadonlyMap<string, RawItem | undefined>): boolean =>
  others(entry, items).length === 0
