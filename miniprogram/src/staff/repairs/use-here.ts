import type { Position } from '@linli/shared/position'
import { locate } from '../../platform/locate'
import { createStore } from '../../store'

/** Somebody who walks is elsewhere after a while: it is asked for again by a tap. */
const holdsMs = 15 * 60_000
const store = createStore<{ position: Position; at: number } | undefined>(() => undefined)

/** Where this phone was when its owner last asked to sort by distance; kept in memory alone. */
export function usePosition(): Position | undefined {
  const known = store.use()
  return known && Date.now() - known.at < holdsMs ? known.position : undefined
}

/** Only from a tap. False when there is no place to be had. */
export async function findPosition(): Promise<boolean> {
  const position = await locate()
  store.set(position && { position, at: Date.now() })
  return position !== undefined
}
