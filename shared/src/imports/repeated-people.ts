import type { TableField } from './fields'
import type { Contact } from './owners'
import { matchPeople, type PeopleMatch, withoutStrangers } from './people-match'
import { addProblem, placeOf, type RowResult, whereIs } from './row-result'
import type { ImportProblemCode } from './schema'

/** A person as one row names them, perhaps with the room that it is about. */
export type NamedPerson = Contact & { result: RowResult; roomCode?: string | undefined }

/**
 * Warns of rows that may mean one person by two names: the same ID number, the same phone and surname; or of one person
 * entered twice: the same name at the same room. Nothing is joined by itself; the same person in several rooms is usual.
 */
export function warnOfRepeatedPeople(people: readonly NamedPerson[]): void {
  const shared = withoutStrangers(people, ({ name, kind, phone, idNumber, roomCode }, at) => ({
    ref: `${at}`,
    name,
    kind,
    phones: given(phone),
    idNumbers: given(idNumber),
    rooms: given(roomCode),
  }))
  const matches = matchPeople(shared)
  const told = new Set<string>()
  for (const match of matches) {
    const [person, before] = [people[Number(match.ref)], people[Number(match.other)]]
    const found = person && before && warningOf(match, person, before)
    if (!found || told.has(`${match.ref} ${found.code}`)) continue
    told.add(`${match.ref} ${found.code}`)
    const first = whereIs(placeOf(before.result), person.result.table.sheet.name)
    addProblem(person.result, found.field, found.code, { first, used: before.name })
  }
}

function warningOf(
  { reason, differs }: PeopleMatch,
  person: NamedPerson,
  before: NamedPerson,
): { field: TableField; code: ImportProblemCode } | undefined {
  if (differs.includes('name'))
    return reason === 'same_id'
      ? { field: 'idNumber', code: 'person_same_id' }
      : { field: 'phone', code: 'person_same_phone' }
  const isSameRoom = person.roomCode !== undefined && person.roomCode === before.roomCode
  return isSameRoom ? { field: 'ownerName', code: 'person_same_room' } : undefined
}

const given = (value: string | undefined): string[] => (value === undefined ? [] : [value])
