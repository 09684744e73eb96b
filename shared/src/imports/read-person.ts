import type { Book } from './book'
import { plainText } from './cell-text'
import type { Line } from './line'
import { readOwners } from './owners'
import { numberKey } from './people-of-file'
import type { RowResult } from './row-result'

/** Takes one row of an owners' sheet to the people of the file. Family members and tenants are left out with a note. */
export function readPerson(line: Line, book: Book, result: RowResult): 'left' | undefined {
  const people = readOwners(line)
  if (people.length === 0 && !line.hasErrors()) line.refuse('ownerName', 'name_empty')
  const ownerNumber = numberKey(line.text('ownerNumber'))
  const personNumber = numberKey(line.text('personNumber'))
  if (/家庭成员|家属|租户|租客|承租/.test(plainText(line.text('ownerType')))) {
    line.warn('ownerType', 'person_role_left')
    book.people.leave(result, ownerNumber, personNumber)
    return 'left'
  }
  const rooms = line.has('room') && line.text('room') !== '' ? book.roomsOf(line, { mustExist: true }) : []
  if (rooms === 'left') return 'left'
  const codes = (rooms ?? []).map(({ code }) => code)
  if (ownerNumber === '' && personNumber === '' && codes.length === 0 && !line.hasErrors())
    line.refuse(line.has('room') ? 'room' : 'personNumber', 'person_number_empty')
  for (const person of people) book.people.add({ ...person, result, used: false }, { ownerNumber, personNumber, codes })
  // A person whose row is refused must still be found, so that their rooms say why they wait.
  if (people.length === 0)
    book.people.add({ name: '', kind: 'natural', result, used: false }, { ownerNumber, personNumber, codes })
  return undefined
}
