/**
 * What was settled on a day, by transaction: some 21 bytes each and no text, so that a million of them fit beside
 * everything else. A number is known by 64 bits of hash: two of a million meet once in 30 million days.
 */
export class SettledTable {
  #mask = 0
  #low = new Uint32Array(0)
  #high = new Uint32Array(0)
  #fen = new Float64Array(0)
  #flags = new Uint8Array(0)
  size = 0
  totalFen = 0
  /** How many were met on the other side. */
  met = 0

  constructor() {
    this.#allot(1024)
  }

  /** One that is there already stays as it is. `repeated`: a further payment of an order that was paid. */
  add(number: string, amountFen: number, repeated = false): void {
    if (this.size * 2 > this.#mask) this.#grow()
    const at = this.#place(hashLow(number), hashHigh(number))
    if (this.#flags[at]) return
    this.#put(at, hashLow(number), hashHigh(number), amountFen, used | (repeated ? again : 0))
    this.size += 1
    this.totalFen += amountFen
  }

  /** Where a number stands, or −1. */
  find(number: string): number {
    const at = this.#place(hashLow(number), hashHigh(number))
    return this.#flags[at] ? at : -1
  }

  fenAt = (at: number): number => this.#fen[at] ?? 0
  isRepeated = (at: number): boolean => ((this.#flags[at] ?? 0) & again) !== 0
  isMet = (at: number): boolean => ((this.#flags[at] ?? 0) & seen) !== 0

  /** Answers whether it was met before. */
  meet(at: number): boolean {
    if (this.isMet(at)) return true
    this.#flags[at] = (this.#flags[at] ?? 0) | seen
    this.met += 1
    return false
  }

  #place(low: number, high: number): number {
    let at = low & this.#mask
    while (this.#flags[at] && (this.#low[at] !== low || this.#high[at] !== high)) at = (at + 1) & this.#mask
    return at
  }

  #put(at: number, low: number, high: number, fen: number, flags: number): void {
    this.#low[at] = low
    this.#high[at] = high
    this.#fen[at] = fen
    this.#flags[at] = flags
  }

  #allot(slots: number): void {
    this.#mask = slots - 1
    this.#low = new Uint32Array(slots)
    this.#high = new Uint32Array(slots)
    this.#fen = new Float64Array(slots)
    this.#flags = new Uint8Array(slots)
  }

  #grow(): void {
    const [low, high, fen, flags] = [this.#low, this.#high, this.#fen, this.#flags]
    this.#allot(flags.length * 2)
    for (let i = 0; i < flags.length; i++)
      if (flags[i])
        this.#put(this.#place(low[i] ?? 0, high[i] ?? 0), low[i] ?? 0, high[i] ?? 0, fen[i] ?? 0, flags[i] ?? 0)
  }
}

const used = 1
const seen = 2
const again = 4

/** FNV-1a, and the same with another prime and a last stir: two words that have nothing to do with each other. */
function hashLow(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

function hashHigh(text: string): number {
  let hash = 0x9e3779b9
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
