import type { Schema } from '@linli/shared/schema'
import { useState } from 'react'
import { type Load, useLoad } from './use-load'

type OnePage = { items: unknown[]; cursor?: string | undefined }
export type Pages<P extends OnePage> = Load<P> & {
  /** Absent on the last page, and on the first. */
  next?: () => void
  previous?: () => void
}

/** A list by the pages of the server, one at a time: the number of nodes stays what one page has. */
export function usePages<P extends OnePage>(
  key: string | undefined,
  work: (cursor: string | undefined) => Promise<P>,
  kept?: Schema<P>,
): Pages<P> {
  const [at, setAt] = useState<{ key: string | undefined; cursors: string[] }>({ key, cursors: [] })
  const cursors = at.key === key ? at.cursors : []
  const cursor = cursors.at(-1)
  const load = useLoad(key && `${key}.${cursors.length}`, () => work(cursor), kept)
  const following = load.data?.cursor
  const go = (to: string[]) => setAt({ key, cursors: to })
  return {
    ...load,
    ...(following ? { next: () => go([...cursors, following]) } : {}),
    ...(cursors.length > 0 ? { previous: () => go(cursors.slice(0, -1)) } : {}),
  }
}
