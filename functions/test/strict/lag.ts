import type { Chance } from './chance'
import type { Item } from './wire'

/** A committed change that a reader may not see yet. */
interface Change {
  tableName: string
  /** The item before the change; undefined when there was none. */
  before: Item | undefined
  atMs: number
  /** Reader → ms. */
  delays: Map<string, number>
}

/**
 * Remembers recent changes with the item's previous image. Each reader (the index's name, or 'table' for a read that is
 * not consistent) sees a change after a delay of its own, drawn from `lagMs`.
 */
export class Lag {
  #changes = new Map<string, Change[]>()
  #heldSinceMs = Number.POSITIVE_INFINITY

  constructor(
    private readonly chance: Chance,
    private readonly lagMs: readonly [number, number],
    private readonly nowMs: () => number,
  ) {}

  /** Whether previous images are needed at all. */
  get active(): boolean {
    return this.lagMs[1] > 0 || Number.isFinite(this.#heldSinceMs)
  }

  committed(tableName: string, id: string, before: Item | undefined): void {
    const change = { tableName, before, atMs: this.nowMs(), delays: new Map<string, number>() }
    this.#changes.set(id, [...(this.#changes.get(id) ?? []), change])
    if (this.#changes.size > 2000) this.#sweep()
  }

  /** Every item of the table that this reader sees as it was, and how. */
  stale(tableName: string, reader: string): Map<string, Item | undefined> {
    const shown = new Map<string, Item | undefined>()
    for (const [id, changes] of this.#changes) {
      const hidden = changes.findLastIndex(change => this.#isVisible(id, change, reader)) + 1
      const first = changes[hidden]
      if (first?.tableName === tableName) shown.set(id, first.before)
    }
    return shown
  }

  /** From now on changes stay unseen, until `settle`. */
  hold(): void {
    this.#heldSinceMs = this.nowMs()
  }

  /** Everything committed so far is seen by every reader. */
  settle(): void {
    this.#heldSinceMs = Number.POSITIVE_INFINITY
    this.#changes.clear()
  }

  #isVisible(id: string, change: Change, reader: string): boolean {
    if (change.atMs >= this.#heldSinceMs) return false
    const [least, most] = this.lagMs
    const delay = change.delays.get(reader) ?? least + this.chance.draw(`lag ${reader}`, id) * (most - least)
    change.delays.set(reader, delay)
    return this.nowMs() >= change.atMs + delay
  }

  #sweep(): void {
    const old = this.nowMs() - this.lagMs[1]
    for (const [id, changes] of this.#changes) {
      if (changes.every(change => change.atMs < old && change.atMs < this.#heldSinceMs)) this.#changes.delete(id)
    }
  }
}
