import type { KnownPlaces } from './place-known'
import { type PlaceSpelling, readPlaces, type Spelled } from './place-range'
import { type CompiledRule, compileRule, nameText } from './place-rules'
import { formatRoomCode, type RoomName, type RoomParts } from './room-code'
import type { PlaceRefusal } from './schema'
import type { PlaceRule } from './settings'

/** A name as it stands in a file: one text, or the cells of building, unit and room. */
export type PlaceName = string | RoomParts

/** Rooms (several for a range), no room on purpose, or a refusal; `ruleId` names the rule by which it came. */
export type PlaceReading =
  | { kind: 'rooms'; rooms: RoomName[]; ruleId?: string }
  | { kind: 'not_a_room'; ruleId: string }
  | { kind: 'refused'; reason: PlaceRefusal; ruleIds?: string[] }
/** A name and its `nameText`, which is worked out once for all rules. */
export type Subject = { name: PlaceName; normal: string }
type Ruled = { rule: CompiledRule; ruleId: string }
type Explained = { ruleId: string; isWhole: boolean; reading: PlaceReading; meaning: string }

/**
 * Reads names by rules first, then as they are spelled. The order of the rules does not matter: a rule about one whole
 * name goes before rules about many, and rules of one rank that say different things are all left aside.
 */
export class PlaceReader {
  readonly known: KnownPlaces
  readonly #rules: Ruled[]

  constructor(rules: readonly PlaceRule[], known: KnownPlaces) {
    this.known = known
    const ordered = [...rules].sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1))
    this.#rules = ordered.map(rule => ({ rule: compileRule(rule), ruleId: rule.ruleId }))
  }

  /** `mustExist`: only rooms among the known ones are accepted. */
  read(name: PlaceName, mustExist: boolean): PlaceReading {
    const subject = { name, normal: nameText(name) }
    const explained = this.#rules.flatMap(rule => this.#explain(rule, subject, mustExist) ?? [])
    const useful = explained.filter(({ reading }) => reading.kind !== 'refused')
    const whole = useful.filter(({ isWhole }) => isWhole)
    const [first, ...others] = whole.length > 0 ? whole : useful
    if (!first) return explained[0] ? withRule(explained[0]) : this.readPlain(name, mustExist)
    const ruleIds = [first, ...others].map(({ ruleId }) => ruleId)
    return others.some(({ meaning }) => meaning !== first.meaning)
      ? { kind: 'refused', reason: 'place_conflict', ruleIds }
      : first.reading
  }

  /** Without rules. */
  readPlain(name: PlaceName, mustExist: boolean): PlaceReading {
    return settle(readPlaces(name), this.known, mustExist)
  }

  #explain({ rule, ruleId }: Ruled, subject: Subject, mustExist: boolean): Explained | undefined {
    const { isWhole } = rule
    const reading = readByRule(rule, subject, this.known, mustExist)
    if (!reading) return undefined
    if (reading.kind === 'not_a_room')
      return { ruleId, isWhole, reading: { kind: 'not_a_room', ruleId }, meaning: 'not_a_room' }
    if (reading.kind === 'refused') return { ruleId, isWhole, reading, meaning: '' }
    return { ruleId, isWhole, reading: { ...reading, ruleId }, meaning: codesOf(reading.rooms) }
  }
}

/** What one rule makes of a name; undefined when it does not speak of it. */
export function readByRule(
  rule: CompiledRule,
  { name, normal }: Subject,
  known: KnownPlaces,
  mustExist: boolean,
): PlaceReading | undefined {
  const meaning = rule.apply(name, normal)
  if (!meaning) return undefined
  if (meaning.kind === 'not_a_room') return { kind: 'not_a_room', ruleId: '' }
  if (meaning.kind === 'name') return settle(readPlaces(meaning.name), known, mustExist)
  const readings = meaning.names.map(part => settle(readPlaces(part), known, mustExist))
  const refused = readings.find(reading => reading.kind === 'refused')
  return (
    refused ?? { kind: 'rooms', rooms: readings.flatMap(reading => (reading.kind === 'rooms' ? reading.rooms : [])) }
  )
}

const codesOf = (rooms: readonly RoomName[]): string =>
  rooms
    .map(({ code }) => code)
    .sort()
    .join(' ')

const withRule = ({ reading, ruleId }: Explained): PlaceReading =>
  reading.kind === 'refused' ? { ...reading, ruleIds: [ruleId] } : reading

/** Holds a spelling against the known rooms: what must exist and does not is refused, a missing unit is looked up. */
function settle(spelling: PlaceSpelling, known: KnownPlaces, mustExist: boolean): PlaceReading {
  if (!spelling.ok) return { kind: 'refused', reason: spelling.reason }
  if (!mustExist) return { kind: 'rooms', rooms: spelling.rooms.map(room => known.get(room.code) ?? room) }
  if (known.size === 0) return { kind: 'refused', reason: 'place_no_rooms' }
  const whole = inRank(spelling, known) ?? inRank(withoutRepeatedLetter(spelling), known)
  if (whole) return { kind: 'rooms', rooms: whole }
  return { kind: 'refused', reason: whyUnknown(spelling, known) }
}

/** All rooms of the spelling as they are known: with their unit, or in the one unit that has them all. */
function inRank(spelling: Spelled | undefined, known: KnownPlaces): RoomName[] | undefined {
  if (!spelling) return undefined
  const exact = spelling.rooms.flatMap(({ code }) => known.get(code) ?? [])
  if (exact.length === spelling.rooms.length) return exact
  if (spelling.hasUnit) return undefined
  const found = spelling.rooms.map(({ building, room }) => known.inBuilding(building, room))
  const only = found.flatMap(rooms => (rooms.length === 1 ? rooms : []))
  const isOne = only.length === found.length && new Set(only.map(({ unit }) => unit)).size === 1
  return isOne ? only : undefined
}

/** B座B1810 says its building twice. */
function withoutRepeatedLetter({ rooms, hasUnit }: Spelled): Spelled | undefined {
  if (!rooms.every(({ building, room }) => /^[A-Z]+$/.test(building) && room.startsWith(building))) return undefined
  const cut = rooms.map(name => ({ ...name, room: name.room.slice(name.building.length) }))
  if (cut.some(({ room }) => !/^\d/.test(room))) return undefined
  return { ok: true, hasUnit, rooms: cut.map(name => ({ ...name, code: formatRoomCode(name) })) }
}

function whyUnknown({ rooms, hasUnit }: Spelled, known: KnownPlaces): PlaceRefusal {
  const counts = rooms.map(({ code, building, room }) =>
    known.get(code) ? 1 : hasUnit ? 0 : known.inBuilding(building, room).length,
  )
  if (counts.every(count => count === 0)) return 'place_unknown'
  return counts.includes(0) ? 'place_range_gap' : 'place_unit_missing'
}
