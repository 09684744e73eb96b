import type { Book } from './book'
import { maybeTwice } from './maybe-twice'
import { inOrder } from './person-role'
import type { ImportRecord, RecordOf, Resident } from './record'
import { contentOf } from './repeated-rows'
import { addProblem, placeOf, type RowResult, whereIs } from './row-result'

type Row = { result: RowResult; room: RecordOf<'room'>; people: Resident[] }

/**
 * Rows of one table that agree in everything about a room and differ only in their person are one room with several
 * people, one a row: 共有人, and those who live there. The first row has the records; the others say so. Rows that name one
 * person in two ways stay as they are, to be refused. Works the same in any order of rows.
 */
export function joinCoOwnerRows(rows: readonly RowResult[], book: Book): void {
  const groups = new Map<string, Row[]>()
  const isTwice = maybeTwice(keysOf(rows))
  for (const { key, result, room } of roomsOf(rows))
    if (isTwice(key))
      groups.set(key, [...(groups.get(key) ?? []), { result, room, people: peopleOf(room, result.records) }])
  for (const group of groups.values()) if (group.length > 1) join(group, book)
}

function* roomsOf(rows: readonly RowResult[]): Generator<Omit<Row, 'people'> & { key: string }> {
  for (const result of rows) {
    const room = result.records.find(record => record.kind === 'room')
    if (result.status !== 'ready' || !room) continue
    yield { key: `${result.table.sheet.name}\t${result.table.headerRow}\t${room.code}`, result, room }
  }
}

function* keysOf(rows: readonly RowResult[]): Generator<string> {
  for (const { key } of roomsOf(rows)) yield key
}

function join(group: Row[], book: Book): void {
  const distinct = [...new Map(group.map(row => [contentOf(row.result.records), row])).values()]
  const people = distinct.flatMap(row => row.people)
  const said = new Set(group.filter(({ room }) => !book.statusAssumed.has(room)).map(({ room }) => room.status))
  const isOneRoom = new Set(group.map(row => factsOf(row))).size === 1 && said.size <= 1
  const isOneEach = distinct.every(row => row.people.length > 0) && new Set(people.map(nameOf)).size === people.length
  const owners = inOrder(people.filter(({ role }) => role === 'owner'))
  const isKept = owners.slice(1).every(({ kind }) => kind === 'natural')
  const [first, second] = group
  if (distinct.length < 2 || !isOneRoom || !isOneEach || !isKept || !first || !second) return
  const [given] = said
  const status = given ?? (owners.length > 0 ? 'occupied' : first.room.status)
  const others = inOrder(people.filter(({ role }) => role !== 'owner'))
  const used = [...owners, ...others].map(({ name }) => name).join('、')
  const rest = first.result.records.filter(({ kind }) => kind !== 'room' && kind !== 'residents')
  const room = { ...bare(first.room), status, ...ownersOf(owners) }
  const place = placeOf(first.result)
  for (const { result } of group) {
    const other = result === first.result ? second.result : first.result
    const at = { first: whereIs(placeOf(other), result.table.sheet.name), code: room.code, used }
    addProblem(result, 'room', 'co_owner_rows', at)
    result.records = []
  }
  first.result.records = [
    room,
    ...(others.length > 0 ? [{ kind: 'residents' as const, ...place, roomCode: room.code, people: others }] : []),
    ...rest,
  ]
}

/** What a row says about its room alone: neither who it is, nor a status that nobody wrote. */
function factsOf({ room, result }: Row): string {
  const { status: _status, ...facts } = bare(room)
  const rest = result.records.filter(({ kind }) => kind !== 'room' && kind !== 'residents')
  return contentOf([{ ...facts, status: 'vacant' }, ...rest])
}

function bare(room: RecordOf<'room'>): RecordOf<'room'> {
  const { ownerName: _name, ownerKind: _kind, phone: _phone, idNumber: _id, ...rest } = room
  const { ownerShareBp: _share, coOwners: _others, ...facts } = rest
  return facts
}

function peopleOf(room: RecordOf<'room'>, records: readonly ImportRecord[]): Resident[] {
  const { ownerName: name, ownerKind: kind = 'natural', phone, idNumber, ownerShareBp: shareBp, coOwners = [] } = room
  const owner: Resident[] = name === undefined ? [] : [{ role: 'owner', kind, name, phone, idNumber, shareBp }]
  const others = coOwners.map((other): Resident => ({ ...other, role: 'owner', kind: 'natural' }))
  return [...owner, ...others, ...records.flatMap(record => (record.kind === 'residents' ? record.people : []))]
}

function ownersOf([owner, ...others]: Resident[]): Partial<RecordOf<'room'>> {
  if (!owner) return {}
  const { name: ownerName, kind: ownerKind, phone, idNumber, shareBp: ownerShareBp } = owner
  const coOwners = others.map(({ name, phone, idNumber, shareBp }) => ({ name, phone, idNumber, shareBp }))
  return { ownerName, ownerKind, phone, idNumber, ownerShareBp, ...(coOwners.length > 0 && { coOwners }) }
}

const nameOf = ({ name }: Resident) => name
