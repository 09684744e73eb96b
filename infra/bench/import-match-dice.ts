/** Chance from a seed (mulberry32): the same ledger on every machine. */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  pick<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)]
    if (found === undefined) throw new Error('nothing to choose from')
    return found
  }

  /** As a hurried hand writes it: a space, a full-width digit, another dash. */
  spoil(text: string): string {
    const roll = this.next()
    if (roll < 0.05) return wide(text)
    if (roll < 0.1) return `${text} `
    if (roll < 0.13) return text.replace('-', '－')
    return roll < 0.15 ? `${text}室` : text
  }

  shuffle<T>(list: readonly T[]): T[] {
    const keyed = list.map(item => ({ item, at: this.next() }))
    return keyed.sort((a, b) => a.at - b.at).map(({ item }) => item)
  }
}

export const wide = (text: string): string =>
  text.replace(/[0-9]/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
