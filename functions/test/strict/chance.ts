import { createHash } from 'node:crypto'

/** Draws that depend on the seed and on what they are about, not on the order of parallel requests. */
export interface Chance {
  /** The next draw in [0, 1) about this subject. */
  draw(kind: string, subject: string): number
}

export function seededChance(seed: number): Chance {
  const counts = new Map<string, number>()
  return {
    draw(kind, subject) {
      const about = `${kind}|${subject}`
      const count = counts.get(about) ?? 0
      counts.set(about, count + 1)
      return createHash('sha256').update(`${seed}|${about}|${count}`).digest().readUInt32BE(0) / 2 ** 32
    },
  }
}
