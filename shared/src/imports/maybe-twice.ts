const SLOTS = 1 << 22

/**
 * Tells keys that stand only once from those that may stand twice, in 4 MB however many there are: whoever looks for equal
 * rows remembers the latter alone. A key that stands twice is never missed; few that stand once are taken for it.
 */
export function maybeTwice(keys: Iterable<string>): (key: string) => boolean {
  const counts = new Uint8Array(SLOTS)
  const count = (slot: number) => {
    if ((counts[slot] ?? 0) < 2) counts[slot] = (counts[slot] ?? 0) + 1
  }
  for (const key of keys) {
    const hash = hashOf(key)
    count(firstSlot(hash))
    count(secondSlot(hash))
  }
  return key => {
    const hash = hashOf(key)
    return counts[firstSlot(hash)] === 2 && counts[secondSlot(hash)] === 2
  }
}

const firstSlot = (hash: number): number => hash & (SLOTS - 1)
const secondSlot = (hash: number): number => Math.imul(hash, 0x9e3779b1) >>> 10

/** FNV-1a over UTF-16 units, its high bits mixed into the low ones. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}
