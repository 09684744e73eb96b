import { readArea } from './area-cell'
import { readAssignments } from './assignments'
import type { Book } from './book'
import { formulaProblem, plainText } from './cell-text'
import { readDate } from './date-cell'
import type { Line } from './line'
import { type Contact, readLease, readOwners } from './owners'
import { numberKey } from './people-of-file'
import { personRole } from './person-role'
import type { ImportRecord } from './record'
import { readStatus } from './status-cell'

/**
 * Reads one row of a room table: the room with its owners, and the fee items that it is assigned. Areas come out in
 * 1/100 m², dates as `YYYY-MM-DD`. A blank status is 自住 when there is an owner, else 空置. Every cell is looked at, so
 * that a person sees all problems of a row at once.
 */
export function readRoom(line: Line, book: Book): ImportRecord[] | 'left' {
  for (const field of ['building', 'unit', 'room'] as const) {
    const problem = formulaProblem(line.text(field))
    if (problem) line.refuse(field, problem)
  }
  const rooms = line.hasErrors() ? undefined : book.roomsOf(line, { mustExist: false })
  if (rooms === 'left') return 'left'
  if (rooms && rooms.length > 1) line.refuse('room', 'room_range')
  const [name] = rooms ?? []
  const built = line.read('builtArea', readArea)
  const inner = line.read('innerArea', readArea)
  const billable = line.read('billableArea', readArea)
  const heating = line.read('heatingArea', readArea)
  if (built === undefined && !line.isRefused('builtArea')) line.refuse('builtArea', 'area_empty')
  const role = personRole(line.text('ownerType'))
  const named = readOwners(line)
  const owners = ownersOf(line, book, name?.code, role === 'owner' ? named : [])
  const lease = role === 'tenant' ? readLease(line) : {}
  const people = role === 'owner' ? [] : named.map(person => ({ ...person, ...lease, role }))
  const given = line.read('status', readStatus)
  const status = given ?? (owners.length > 0 ? 'occupied' : people.length > 0 ? livedIn[role] : 'vacant')
  const handoverDate = line.read('handoverDate', readDate)
  const assignments = name ? readAssignments(line, book, name.code) : []
  if (
    name &&
    book.buildings.size > 0 &&
    !book.buildings.has(`${name.building}-${name.unit}`) &&
    !book.buildings.has(name.building)
  )
    line.warn(line.has('building') ? 'building' : 'room', 'room_not_listed')
  if (!name || built === undefined || line.hasErrors()) return []
  const [owner, ...others] = owners
  const floor = plainText(line.text('floor')).slice(0, 12) || undefined
  const source = { sheet: line.sheet, row: line.source.row }
  const coOwners = others.map(({ name, phone, idNumber, shareBp }) => ({ name, phone, idNumber, shareBp }))
  const room: ImportRecord = {
    kind: 'room',
    ...source,
    ...name,
    areas: { built, inner, billable, heating },
    status,
    handoverDate,
    floor,
    ...(owner && {
      ownerName: owner.name,
      ownerKind: owner.kind,
      phone: owner.phone,
      idNumber: owner.idNumber,
      ownerShareBp: owner.shareBp,
    }),
    ...(coOwners.length > 0 && { coOwners }),
  }
  if (given === undefined) book.statusAssumed.add(room)
  const residents: ImportRecord[] =
    people.length > 0 ? [{ kind: 'residents', ...source, roomCode: name.code, people }] : []
  return [room, ...residents, ...assignments]
}

const livedIn = { owner: 'occupied', tenant: 'rented', family: 'occupied' } as const

/** The row's own owners, with what an owners' sheet adds to them; else those whom it names by number or by room. */
function ownersOf(line: Line, book: Book, code: string | undefined, own: Contact[]): Contact[] {
  const numbered = book.people.hasNumbers() ? book.byOwnerNumber(line) : []
  if (code !== undefined) book.people.ownsByNumber(numberKey(line.text('ownerNumber')), code)
  const inRoom = code === undefined ? [] : book.inRoom(line, code)
  const others = numbered.length > 0 ? numbered : inRoom
  if (own.length === 0) return [...others]
  const unsaid = others.filter(({ name }) => name !== '' && own.every(owner => owner.name !== name))
  if (unsaid.length > 0) line.warn('ownerName', 'owner_elsewhere', { used: unsaid.map(({ name }) => name).join('、') })
  return own.map(owner => {
    const same = others.find(({ name }) => name === owner.name)
    if (!same) return owner
    const { phone, idNumber, shareBp } = same
    return {
      ...owner,
      phone: owner.phone ?? phone,
      idNumber: owner.idNumber ?? idNumber,
      shareBp: owner.shareBp ?? shareBp,
    }
  })
}
