import type { TableField } from './fields'
import type { Contact } from './owners'
import { addProblem, placeOf, type RowResult, whereIs } from './row-result'
import type { ImportProblemCode } from './schema'
import { surnameMatches } from '../people/schema'

/** A person as one row names them, perhaps with the room that it is about. */
export type NamedPerson = Contact & { result: RowResult; roomCode?: string | undefined }

/**
 * Warns of rows that may mean one person by two names: the same ID number, the same phone and surname; or of one person
 * entered twice: the same name at the same room. Nothing is joined by itself; the same person in several rooms is usual.
 */
export function warnOfRepeatedPeople(people: readonly NamedPerson[]): void {
  const byId = new Map<string, NamedPerson>()
  const byPhone = new Map<string, NamedPerson[]>()
  const byRoom = new Map<string, NamedPerson>()
  for (const person of people) {
    const { name, idNumber, phone, roomCode } = person
    if (idNumber !== undefined) {
      const before = byId.get(idNumber)
      if (before && before.name !== name) warn(person, before, 'idNumber', 'person_same_id')
      else byId.set(idNumber, person)
    }
    if (phone !== undefined) {
      const same = byPhone.get(phone) ?? []
      const before = same.find(other => other.name !== name && isLikeName(other, person))
      if (before && (idNumber === undefined || before.idNumber !== idNumber))
        warn(person, before, 'phone', 'person_same_phone')
      if (!same.some(other => other.name === name)) byPhone.set(phone, [...same, person])
    }
    if (roomCode !== undefined) {
      const key = `${roomCode}\t${name}`
      const before = byRoom.get(key)
      if (before) warn(person, before, 'ownerName', 'person_same_room')
      else byRoom.set(key, person)
    }
  }
}

function warn(person: NamedPerson, before: NamedPerson, field: TableField, code: ImportProblemCode): void {
  const first = whereIs(placeOf(before.result), person.result.table.sheet.name)
  addProblem(person.result, field, code, { first, used: before.name })
}

/** 张三 and 张三丰; organisations are told by their whole names. */
function isLikeName(a: Contact, b: Contact): boolean {
  return a.kind === 'natural' && b.kind === 'natural' && (surnameOf(a.name, b.name) || surnameOf(b.name, a.name))
}

function surnameOf(name: string, other: string): boolean {
  return surnameMatches(name, other.slice(0, 1)) || surnameMatches(name, other.slice(0, 2))
}
