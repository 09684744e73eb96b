import { FileFees } from './fees-of-file'
import type { Line } from './line'
import { FilePeople, type FilePerson, numberKey } from './people-of-file'
import { PlaceResolver } from './place-names'
import type { Contact } from './owners'
import type { ImportRecord } from './record'
import type { RoomName } from './room-code'
import { placeOf, type RowResult, whereIs } from './row-result'
import type { ReadSettings } from './settings'

/** What the tables of one file know of each other. */
export class Book {
  readonly fees: FileFees
  readonly people = new FilePeople()
  /** 楼栋 and 楼栋-单元 of a sheet of buildings; empty: there is none. */
  readonly buildings = new Set<string>()
  /** Rooms of this file that do not go in, each with the row that keeps it out. */
  readonly badRooms = new Map<string, RowResult>()
  readonly places: PlaceResolver
  /** Rooms whose status no cell says. */
  readonly statusAssumed = new Set<ImportRecord>()

  constructor(settings: ReadSettings, fileRooms: readonly string[]) {
    this.fees = new FileFees(settings.knownFeeItems)
    const knownRooms = [...new Set([...settings.knownRooms, ...fileRooms])]
    this.places = new PlaceResolver({ rules: settings.rules, knownRooms })
  }

  /** The rooms that a row is about; `left` when its name is no room on purpose; undefined after saying why not. */
  roomsOf(line: Line, { mustExist }: { mustExist: boolean }): RoomName[] | 'left' | undefined {
    const name = nameOf(line)
    const reading = this.places.resolve(name, { mustExist })
    if (reading.kind === 'not_a_room') return 'left'
    if (reading.kind === 'refused') {
      const text =
        typeof name === 'string' ? name : [name.building, name.unit, name.room].filter(part => part !== '').join(' ')
      line.refuse('room', reading.reason, {}, text)
      if (mustExist) line.suggest(this.places.suggest(name))
      return undefined
    }
    if (!mustExist) return reading.rooms
    for (const { code } of reading.rooms) {
      const bad = this.badRooms.get(code)
      if (bad) line.refuse('room', 'room_row_bad', { code, first: whereIs(placeOf(bad), line.sheet) })
    }
    return reading.rooms
  }

  /** The people whose number a row gives; an unknown number is refused. */
  byOwnerNumber(line: Line): Contact[] {
    const number = numberKey(line.text('ownerNumber'))
    if (number === '') return []
    const people = this.people.byNumber(number)
    const left = people.length === 0 ? this.people.leftAt(number) : undefined
    if (left) line.refuse('ownerNumber', 'owner_number_left', { first: whereIs(placeOf(left), line.sheet) })
    else if (people.length === 0) line.refuse('ownerNumber', 'owner_number_unknown', { used: number })
    return this.#use(line, 'ownerNumber', people, undefined)
  }

  /** The people whose own row says that they own this room. */
  inRoom(line: Line, code: string): Contact[] {
    return this.#use(line, 'room', this.people.inRoom(code), code)
  }

  #use(line: Line, field: 'ownerNumber' | 'room', people: readonly FilePerson[], code: string | undefined): Contact[] {
    for (const person of people) {
      person.used = true
      if (code !== undefined) person.at.add(code)
      if (person.result.status === 'bad')
        line.refuse(field, 'owner_row_bad', { first: whereIs(placeOf(person.result), line.sheet) })
    }
    return people.map(({ name, kind, phone, idNumber, shareBp }) => ({ name, kind, phone, idNumber, shareBp }))
  }
}

export function nameOf(line: Line) {
  const room = line.text('room')
  return line.has('building') || line.has('unit')
    ? { building: line.text('building'), unit: line.text('unit'), room }
    : room
}
