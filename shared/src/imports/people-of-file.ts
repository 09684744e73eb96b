import { plainText } from './cell-text'
import type { Contact } from './owners'
import type { Resident } from './record'
import type { RowResult } from './row-result'

/** A person of an owners' sheet, with the row that says so; `used` once a room or space names them, `at` these rooms. */
export type FilePerson = Contact & { result: RowResult; used: boolean; at: Set<string> }
/** Somebody who lives in rooms without owning them: in these, or in all of the owner whose number is given. */
export type FileMember = Resident & { result: RowResult; ownerNumber: string; codes: readonly string[] }

/** The people of a file by the numbers and the rooms that its sheets know them by. */
export class FilePeople {
  readonly all: FilePerson[] = []
  readonly members: FileMember[] = []
  /** The rooms that name an owner by number. */
  readonly roomsOfOwner = new Map<string, Set<string>>()
  readonly #codes = new Map<FilePerson, readonly string[]>()
  readonly #byOwnerNumber = new Map<string, FilePerson[]>()
  readonly #byPersonNumber = new Map<string, FilePerson[]>()
  readonly #byRoom = new Map<string, FilePerson[]>()
  /** The numbers of family members and tenants, who own nothing. */
  readonly #others = new Map<string, RowResult>()

  add(person: FilePerson, keys: { ownerNumber: string; personNumber: string; codes: readonly string[] }): void {
    this.all.push(person)
    if (keys.ownerNumber !== '') append(this.#byOwnerNumber, keys.ownerNumber, person)
    if (keys.personNumber !== '') append(this.#byPersonNumber, keys.personNumber, person)
    for (const code of keys.codes) append(this.#byRoom, code, person)
    this.#codes.set(person, keys.codes)
    for (const code of keys.codes) this.ownsByNumber(keys.ownerNumber, code)
  }

  ownsByNumber(number: string, code: string): void {
    if (number !== '') this.roomsOfOwner.set(number, (this.roomsOfOwner.get(number) ?? new Set()).add(code))
  }

  /** The rooms that the person's own row names. */
  codesOf(person: FilePerson): readonly string[] {
    return this.#codes.get(person) ?? []
  }

  /** Somebody who is no owner: known by their numbers, so that a room that names them can say so. */
  leave(result: RowResult, ...numbers: string[]): void {
    for (const number of numbers) if (number !== '') this.#others.set(number, result)
  }

  leftAt(number: string): RowResult | undefined {
    return this.#others.get(number)
  }

  hasNumbers(): boolean {
    return this.#byOwnerNumber.size > 0 || this.#byPersonNumber.size > 0 || this.#others.size > 0
  }

  /** Those whose 业主编号 it is, else those whose row has it as its 编号. */
  byNumber(number: string): readonly FilePerson[] {
    return this.#byOwnerNumber.get(number) ?? this.#byPersonNumber.get(number) ?? []
  }

  inRoom(code: string): readonly FilePerson[] {
    return this.#byRoom.get(code) ?? []
  }
}

/** A number as a key: whether it was kept as text or as a number, and with how many zeros, does not matter. */
export const numberKey = (text: string): string =>
  plainText(text)
    .replace(/\s+/g, '')
    .replace(/\.0+$/, '')
    .replace(/^0+(?=\d)/, '')
    .replace(/^(?:-|\/|无)$/, '')

function append(map: Map<string, FilePerson[]>, key: string, person: FilePerson): void {
  const same = map.get(key)
  if (same) same.push(person)
  else map.set(key, [person])
}
