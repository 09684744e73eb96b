import type { World } from './world'

/** Each can be taken out of a history, so that a failing one becomes a story of the few that it needs. */
export const faultKinds = [
  'the store never hears a request',
  'the answer of the store is lost',
  'a request reaches the store late',
  'a request reaches the store after its token is forgotten',
  'the store is throttled',
  'a transaction meets another',
  'a part of a batch is left over',
  'an index lags',
  'an empty page',
  'the channel never hears a request',
  'the answer of the channel is lost',
  'a request reaches the channel late',
  'a notice is lost',
  'a notice comes twice',
  'a notice is late',
  'a queue refuses',
  'the answer of a queue is lost',
  'a message comes twice',
  'a message is late',
  'an instance crashes',
  'a clock jumps',
  'the answer of WeChat messages is lost',
] as const
export type FaultKind = (typeof faultKinds)[number]

/**
 * Decides at each await whether something goes wrong. `weather` is how often, from 0 to 1; `without` are kinds that are
 * off, and `only` the faults, by their number, that are left of a history which is being made shorter.
 */
export class Faults {
  /** How many have happened; each has a number. */
  count = 0
  isOver = false
  constructor(
    readonly world: World,
    readonly weather: number,
    readonly without: ReadonlySet<string>,
    readonly only?: ReadonlySet<number>,
  ) {}

  happens(kind: FaultKind, probability: number, about: string): boolean {
    const meant = this.world.trouble.next() < probability * this.weather
    if (!meant || this.isOver || this.without.has(kind)) return false
    this.count += 1
    if (this.only && !this.only.has(this.count)) return false
    this.world.tell(`(${this.count}) ${kind}: ${about}`)
    return true
  }
}
