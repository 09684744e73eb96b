import type { Item } from '../db'
import type { Write } from '../db-write'

/**
 * Items that are only ever counted up, as they stand after all of these writes: what follows from an archive's records is
 * counted anew by the very functions that count it from day to day.
 */
export class Counted {
  readonly #items = new Map<string, Item>()

  add(writes: readonly Write[]): void {
    for (const write of writes) {
      if (!('update' in write)) throw new Error('only what is counted')
      const { key, set = {}, add = {} } = write.update
      const item: Item = { ...this.#items.get(`${key.pk}|${key.sk}`), ...set, pk: key.pk, sk: key.sk }
      for (const [name, more] of Object.entries(add)) item[name] = sum(item[name], more)
      this.#items.set(`${key.pk}|${key.sk}`, item)
    }
  }

  items = (): Item[] => [...this.#items.values()]
}

const sum = (known: unknown, more: number | Set<string>) =>
  typeof more === 'number' ? Number(known ?? 0) + more : new Set([...(known instanceof Set ? known : []), ...more])
