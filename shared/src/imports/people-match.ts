import { maybeTwice } from './maybe-twice'
import { surnameOf } from '../people/schema'

/**
 * Somebody whom a file or the company knows. Phones, ID numbers and rooms are compared as they are, so that keyed
 * hashes of them serve as well (of one value several, one a key version: one in common is the same value).
 */
export type MatchPerson = {
  /** Who this is to the caller: a row of a sheet, or a person's id. */
  ref: string
  name: string
  /** Where the name itself is opaque; else it comes from the name. */
  surname?: string
  kind: 'natural' | 'organisation'
  phones: readonly string[]
  idNumbers: readonly string[]
  rooms: readonly string[]
}
export type MatchReason = 'same_id' | 'same_phone_and_surname' | 'same_name_and_room'
/** What both have and is not the same. What only one has does not differ: it can be filled in. */
export type MatchDifference = 'name' | 'kind' | 'phone' | 'idNumber' | 'rooms'
export type PeopleMatch = { ref: string; other: string; reason: MatchReason; differs: MatchDifference[] }

/** An office's own number may stand in every row: no list grows with the square of it. */
const mostBefore = 20

/**
 * Pairs that are probably one person, each with its strongest reason: people of a file among themselves (`other` is the
 * earlier one) and against those already known. Two different ID numbers are two people, whatever else is the same:
 * father and son share surname, phone and room. An organisation is not the person whose phone it gives.
 */
export function matchPeople(people: readonly MatchPerson[], known: readonly MatchPerson[] = []): PeopleMatch[] {
  const seen = new Map<string, MatchPerson[]>()
  for (const person of known) remember(seen, person)
  return people.flatMap(person => {
    const matches = matchesOf(person, seen)
    remember(seen, person)
    return matches
  })
}

/** Those of many people who share anything to be recognised by with another of them: the others match nobody. */
export function withoutStrangers<T>(
  people: readonly T[],
  asPerson: (one: T, at: number) => MatchPerson,
): MatchPerson[] {
  const isTwice = maybeTwice(allKeys(people, asPerson))
  const shared: MatchPerson[] = []
  for (const [at, one] of people.entries()) {
    const person = asPerson(one, at)
    if (keysOf(person).some(({ key }) => isTwice(key))) shared.push(person)
  }
  return shared
}

function* allKeys<T>(people: readonly T[], asPerson: (one: T, at: number) => MatchPerson): Generator<string> {
  for (const [at, one] of people.entries()) for (const { key } of keysOf(asPerson(one, at))) yield key
}

function matchesOf(person: MatchPerson, seen: ReadonlyMap<string, readonly MatchPerson[]>): PeopleMatch[] {
  const found = new Map<string, PeopleMatch>()
  for (const { reason, key } of keysOf(person)) {
    for (const other of seen.get(key) ?? []) {
      const differs = differences(person, other)
      if (found.has(other.ref) || other.ref === person.ref) continue
      if (reason !== 'same_id' && differs.includes('idNumber')) continue
      found.set(other.ref, { ref: person.ref, other: other.ref, reason, differs })
    }
  }
  return [...found.values()]
}

function remember(seen: Map<string, MatchPerson[]>, person: MatchPerson): void {
  for (const { key } of keysOf(person)) {
    const list = seen.get(key)
    if (!list) seen.set(key, [person])
    else if (list.length < mostBefore) list.push(person)
  }
}

/** All that this person could be recognised by, the strongest first. An organisation has no surname but its name. */
function keysOf({
  name,
  surname,
  kind,
  phones,
  idNumbers,
  rooms,
}: MatchPerson): { reason: MatchReason; key: string }[] {
  const whole = nameKey(name)
  const family = kind === 'organisation' ? whole : (surname ?? surnameOf(whole))
  return [
    ...idNumbers.map(id => ({ reason: 'same_id' as const, key: keyOf('id', id) })),
    ...phones.map(phone => ({ reason: 'same_phone_and_surname' as const, key: keyOf('phone', kind, phone, family) })),
    ...rooms.map(room => ({ reason: 'same_name_and_room' as const, key: keyOf('room', room, whole) })),
  ]
}

function differences(one: MatchPerson, other: MatchPerson): MatchDifference[] {
  const found: [MatchDifference, boolean][] = [
    ['name', nameKey(one.name) !== nameKey(other.name)],
    ['kind', one.kind !== other.kind],
    ['phone', areApart(one.phones, other.phones)],
    ['idNumber', areApart(one.idNumbers, other.idNumbers)],
    ['rooms', areApart(one.rooms, other.rooms)],
  ]
  return found.filter(([, differs]) => differs).map(([field]) => field)
}

const areApart = (some: readonly string[], others: readonly string[]): boolean =>
  some.length > 0 && others.length > 0 && !some.some(one => others.includes(one))

/** Width, spaces and the kind of dot or bracket do not make another name. */
const nameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•.・()[\]]/g, '')

const keyOf = (...parts: string[]): string => JSON.stringify(parts)
