import { groupPlaces } from './place-groups'
import { KnownPlaces } from './place-known'
import type { NameEntry } from './place-evidence'
import { type PlaceName, PlaceReader, type PlaceReading } from './place-reader'
import type { PlaceReport } from './place-report'
import { nameText } from './place-rules'
import { type PlaceSuggestion, suggestPlaces } from './place-suggest'
import { usesOfRules } from './place-uses'
import { plainName } from './room-text'
import type { PlaceRule } from './settings'

/** A person reads no more of them, and each is looked for among all rooms. */
const mostSuggested = 1_000

/**
 * Reads the names of places in one file by the community's rules. Make one per reading; it remembers every name, so
 * that a name is worked out once however often it stands there.
 */
export class PlaceResolver {
  readonly #reader: PlaceReader
  readonly #rules: readonly PlaceRule[]
  readonly #entries = new Map<string, NameEntry>()
  readonly #suggested = new Map<string, PlaceSuggestion[]>()

  /** `knownRooms`: the codes of the rooms that exist, those of the same file included. */
  constructor({ rules, knownRooms }: { rules: readonly PlaceRule[]; knownRooms: readonly string[] }) {
    this.#rules = rules
    this.#reader = new PlaceReader(rules, new KnownPlaces(knownRooms))
  }

  /** Reads the name of one row and counts it. `mustExist`: only rooms among the known ones are accepted. */
  resolve(name: PlaceName, { mustExist }: { mustExist: boolean }): PlaceReading {
    const key = `${mustExist ? '!' : ''}${typeof name === 'string' ? name : [name.building, name.unit, name.room].join('\t')}`
    const entry = this.#entries.get(key) ?? new ReadName(name, mustExist, this.#reader.read(name, mustExist))
    entry.rows += 1
    this.#entries.set(key, entry)
    return entry.reading
  }

  /** At most three known rooms near a refused name, the nearest first; for the first 1,000 names asked about. */
  suggest(name: PlaceName): PlaceSuggestion[] {
    const key = textOf(name)
    const found = this.#suggested.get(key)
    if (found || this.#suggested.size >= mostSuggested) return found ?? []
    const suggested = suggestPlaces(name, this.#reader.known)
    this.#suggested.set(key, suggested)
    return suggested
  }

  /** What was made of all names so far, in rows, with each rule at work and the names that are still open. */
  report(): PlaceReport {
    const entries = [...this.#entries.values()]
    const rowsOf = (kind: PlaceReading['kind']) =>
      entries.reduce((sum, { reading, rows }) => sum + (reading.kind === kind ? rows : 0), 0)
    return {
      matchedRows: rowsOf('rooms'),
      notARoomRows: rowsOf('not_a_room'),
      refusedRows: rowsOf('refused'),
      rules: usesOfRules(this.#rules, entries, this.#reader),
      groups: groupPlaces(entries, this.#reader.known),
    }
  }
}

/** A file may have a hundred thousand names: what only a report asks of them is worked out then. */
class ReadName implements NameEntry {
  rows = 0

  constructor(
    readonly name: PlaceName,
    readonly mustExist: boolean,
    readonly reading: PlaceReading,
  ) {}

  get normal(): string {
    return nameText(this.name)
  }

  get text(): string {
    return textOf(this.name)
  }
}

const textOf = (name: PlaceName): string =>
  typeof name === 'string'
    ? plainName(name)
    : plainName(
        [name.building, name.unit, name.room]
          .map(cell => cell.trim())
          .filter(cell => cell !== '')
          .join('-'),
      )
