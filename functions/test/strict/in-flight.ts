/** Who works on an item now: a transaction (with its client token), or single writes one after another. */
type Holder = { kind: 'transaction'; token: string } | { kind: 'single'; done: Promise<void> }

export type Clash = 'none' | 'conflict' | 'same-token'

/** The items that writes in flight touch, over all clients of one world. */
export class InFlight {
  #holders = new Map<string, Holder>()

  /** Which of these items another write holds: the reasons of a cancelled transaction, in the same order. */
  clashes(ids: string[], token?: string): Clash[] {
    return ids.map(id => {
      const holder = this.#holders.get(id)
      if (!holder) return 'none'
      return holder.kind === 'transaction' && token !== undefined && holder.token === token ? 'same-token' : 'conflict'
    })
  }

  /** True when a transaction holds the item. */
  inTransaction(id: string): boolean {
    return this.#holders.get(id)?.kind === 'transaction'
  }

  async transaction<T>(ids: string[], token: string, work: () => Promise<T>): Promise<T> {
    for (const id of ids) this.#holders.set(id, { kind: 'transaction', token })
    try {
      return await work()
    } finally {
      for (const id of ids) this.#holders.delete(id)
    }
  }

  /** Single writes of one item never conflict with each other: DynamoDB takes them in turn. */
  async single<T>(ids: string[], work: () => Promise<T>): Promise<T | 'conflict'> {
    for (let busy = this.#waits(ids); busy.length > 0; busy = this.#waits(ids)) await Promise.all(busy)
    if (ids.some(id => this.inTransaction(id))) return 'conflict'
    let finish = () => {}
    const done = new Promise<void>(resolve => {
      finish = resolve
    })
    for (const id of ids) this.#holders.set(id, { kind: 'single', done })
    try {
      return await work()
    } finally {
      for (const id of ids) this.#holders.delete(id)
      finish()
    }
  }

  #waits(ids: string[]): Promise<void>[] {
    return ids.flatMap(id => {
      const holder = this.#holders.get(id)
      return holder?.kind === 'single' ? [holder.done] : []
    })
  }
}
