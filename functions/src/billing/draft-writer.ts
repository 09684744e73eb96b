import type { Context } from '../context'
import type { Item } from '../db'
import { Lanes } from '../lanes'

const perBatch = 25
const lanes = 8

/** Writes drafts in full batches, some at a time. */
export class DraftWriter {
  readonly #lanes = new Lanes(lanes)
  #batch: { put: Item }[] = []

  constructor(readonly ctx: Context) {}

  async add(items: Item[]): Promise<void> {
    for (const item of items) {
      this.#batch.push({ put: item })
      if (this.#batch.length === perBatch) await this.#write()
    }
  }

  async end(): Promise<void> {
    if (this.#batch.length > 0) await this.#write()
    await this.#lanes.drained()
  }

  #write(): Promise<void> {
    const batch = this.#batch
    this.#batch = []
    return this.#lanes.add(() => this.ctx.db.writeMany(batch))
  }
}
