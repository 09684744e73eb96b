import type { Book } from './book'
import type { Line } from './line'
import { readLease, readOwners } from './owners'
import { numberKey } from './people-of-file'
import { personRole } from './person-role'
import type { RowResult } from './row-result'

/** Takes one row of an owners' sheet to the people of the file: owners, or those who live with them or rent from them. */
export function readPerson(line: Line, book: Book, result: RowResult): 'left' | undefined {
  const people = readOwners(line)
  if (people.length === 0 && !line.hasErrors()) line.refuse('ownerName', 'name_empty')
  const role = personRole(line.text('ownerType'))
  const lease = role === 'tenant' ? readLease(line) : {}
  const ownerNumber = numberKey(line.text('ownerNumber'))
  const personNumber = numberKey(line.text('personNumber'))
  const rooms = line.has('room') && line.text('room') !== '' ? book.roomsOf(line, { mustExist: true }) : []
  if (rooms === 'left') return 'left'
  const codes = (rooms ?? []).map(({ code }) => code)
  if (role !== 'owner') {
    book.people.leave(result, ownerNumber, personNumber)
    if (ownerNumber === '' && codes.length === 0 && !line.hasErrors()) {
      line.warn('ownerType', 'person_role_left')
      return 'left'
    }
    for (const person of people) book.people.members.push({ ...person, ...lease, role, result, ownerNumber, codes })
    return undefined
  }
  if (ownerNumber === '' && personNumber === '' && codes.length === 0 && !line.hasErrors())
    line.refuse(line.has('room') ? 'room' : 'personNumber', 'person_number_empty')
  const found = { result, used: false }
  for (const person of people)
    book.people.add({ ...person, ...found, at: new Set() }, { ownerNumber, personNumber, codes })
  // A person whose row is refused must still be found, so that their rooms say why they wait.
  if (people.length === 0)
    book.people.add({ name: '', kind: 'natural', ...found, at: new Set() }, { ownerNumber, personNumber, codes })
  return undefined
}
