import type { KnownPlaces } from './place-known'
import { type PlaceReading, readByRule, type Subject } from './place-reader'
import type { RuleExample } from './place-report'
import { type CompiledRule, compileRule, type RuleWords } from './place-rules'

/** One name as often as it stands in a file, and what was made of it. */
export type NameEntry = Subject & { text: string; rows: number; mustExist: boolean; reading: PlaceReading }

/** What a rule would do to the names of a file that have no room yet. Names are counted once, whatever their rows. */
export type Evidence = {
  rows: number
  /** Names that would be explained, and the rooms that they would be. */
  names: number
  codes: string[]
  /** The first of them. */
  examples: RuleExample[]
  /** Names of its form that would be a room which does not exist. */
  missed: number
  /** Explained names whose rooms other names of the file already are. */
  taken: number
  /** Explained names whose room is not among the known ones. */
  unchecked: number
}

export const mostExamples = 5

/** The names of a file, ready to be asked what a rule would do to them. */
export class Evidences {
  readonly known: KnownPlaces
  readonly refused: readonly NameEntry[]
  readonly #read: readonly NameEntry[]
  /** Each room's names of other spellings than those that are asked about. */
  readonly #taken = new Set<string>()
  readonly #weighed = new Map<string, Evidence>()

  constructor(known: KnownPlaces, entries: Iterable<NameEntry>) {
    const [refused, read]: [NameEntry[], NameEntry[]] = [[], []]
    for (const entry of entries) (entry.reading.kind === 'refused' ? refused : read).push(entry)
    this.known = known
    this.refused = refused
    this.#read = read
    for (const { reading } of read) if (reading.kind === 'rooms') this.take(reading.rooms.map(({ code }) => code))
  }

  take(codes: readonly string[]): void {
    for (const code of codes) this.#taken.add(code)
  }

  weigh(rule: RuleWords): Evidence {
    const key = `${rule.kind} ${rule.from} ${rule.to}`
    const found = this.#weighed.get(key) ?? this.weighOn(rule, this.refused)
    this.#weighed.set(key, found)
    return { ...found, taken: this.#takenOf(found) }
  }

  weighOn(rule: RuleWords, entries: readonly NameEntry[]): Evidence {
    const compiled = compileRule(rule)
    const sum: Evidence = { rows: 0, names: 0, codes: [], examples: [], missed: 0, taken: 0, unchecked: 0 }
    for (const entry of entries) {
      const reading = readByRule(compiled, entry, this.known, entry.mustExist)
      if (!reading) continue
      if (reading.kind === 'refused') {
        if (reading.reason.startsWith('place_')) sum.missed += 1
        continue
      }
      sum.rows += entry.rows
      sum.names += 1
      const codes = reading.kind === 'rooms' ? reading.rooms.map(({ code }) => code) : []
      if (sum.examples.length < mostExamples) sum.examples.push({ name: entry.text, meaning: codes.join('、') })
      sum.codes.push(...codes)
      if (codes.some(code => !this.known.get(code))) sum.unchecked += 1
    }
    return { ...sum, taken: this.#takenOf(sum) }
  }

  /** Whether the rule would give another meaning to a name that is already understood. */
  disturbs(rule: RuleWords): boolean {
    const compiled = compileRule(rule)
    return this.#read.some(entry => changes(compiled, entry, this.known))
  }

  #takenOf({ codes }: Evidence): number {
    return codes.filter(code => this.#taken.has(code)).length
  }
}

function changes(rule: CompiledRule, entry: NameEntry, known: KnownPlaces): boolean {
  const { reading } = entry
  const other = readByRule(rule, entry, known, entry.mustExist)
  if (!other || other.kind === 'refused') return false
  if (other.kind !== 'rooms' || reading.kind !== 'rooms') return other.kind !== reading.kind
  const codes = new Set(reading.rooms.map(({ code }) => code))
  return other.rooms.length !== codes.size || other.rooms.some(({ code }) => !codes.has(code))
}

export function evenly<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, list.length / most)
  return Array.from({ length: Math.min(list.length, most) }, (_, nth) => list[Math.floor(nth * step)]).filter(
    item => item !== undefined,
  )
}
