import type { Book } from './book'
import type { FileMember, FilePerson } from './people-of-file'
import { inOrder } from './person-role'
import type { Resident } from './record'
import { addProblem, placeOf, type RowResult, whereIs } from './row-result'

/** A record holds as many, so that one transaction does. */
const mostPeople = 6

type Placed = { resident: Resident; result: RowResult }

/**
 * People whom no room's own row took: owners of rooms that only the system knows, and whoever lives in a room without
 * owning it. Those of one room go in together, with the first of their rows; people of no room are left with a note.
 */
export function placePeople(book: Book, fileRooms: ReadonlySet<string>): void {
  const rooms = new Map<string, Placed[]>()
  const place = (code: string, resident: Resident, result: RowResult) =>
    rooms.set(code, [...(rooms.get(code) ?? []), { resident, result }])
  for (const person of book.people.all) {
    const { result, name, kind, phone, idNumber, shareBp } = person
    const codes = book.people.codesOf(person).filter(code => !fileRooms.has(code))
    for (const code of codes) place(code, { role: 'owner', name, kind, phone, idNumber, shareBp }, result)
    if (codes.length === 0) leaveUnused(person)
  }
  for (const member of book.people.members) {
    const { result, role, name, kind, phone, idNumber, from, to } = member
    const codes = roomsOf(book, member)
    for (const code of codes) place(code, { role, name, kind, phone, idNumber, from, to }, result)
    if (codes.length === 0 && result.status === 'ready') leave(result)
  }
  for (const [code, people] of rooms) settle(book, code, people)
}

const roomsOf = (book: Book, { codes, ownerNumber }: FileMember): readonly string[] =>
  codes.length > 0 ? codes : [...(book.people.roomsOfOwner.get(ownerNumber) ?? [])]

function leaveUnused({ used, result }: FilePerson): void {
  if (!used && result.status === 'ready' && result.records.length === 0) leave(result)
}

function leave(result: RowResult): void {
  addProblem(result, 'ownerName', 'person_without_room', {})
  result.status = 'left'
}

/** All of a room, or none: of joint owners of whom one is bad, the others wait too. */
function settle(book: Book, code: string, people: Placed[]): void {
  const room = book.badRooms.get(code)
  const bad = people.find(({ result }) => result.status === 'bad')
  for (const { result } of people) {
    const sheet = result.table.sheet.name
    if (result.status !== 'ready') continue
    if (room) addProblem(result, 'room', 'room_row_bad', { code, first: whereIs(placeOf(room), sheet) }, 'bad')
    else if (bad) addProblem(result, 'room', 'owner_row_bad', { first: whereIs(placeOf(bad.result), sheet) }, 'bad')
  }
  const [first] = people
  if (room || bad || !first || people.some(({ result }) => result.status !== 'ready')) return
  const all = inOrder(withoutEqual(people.map(({ resident }) => resident)))
  const owners = all.filter(({ role }) => role === 'owner')
  const members = all.filter(({ role }) => role !== 'owner')
  const parts = [
    [...owners, ...members.slice(0, Math.max(0, mostPeople - owners.length))],
    ...inParts(members.slice(Math.max(0, mostPeople - owners.length))),
  ]
  for (const part of parts)
    first.result.records.push({ kind: 'residents', ...placeOf(first.result), roomCode: code, people: part })
}

const withoutEqual = (people: readonly Resident[]): Resident[] => [
  ...new Map(people.map(person => [JSON.stringify(person), person])).values(),
]

const inParts = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / mostPeople) }, (_, i) => all.slice(i * mostPeople, (i + 1) * mostPeople))
