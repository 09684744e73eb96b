import { readArea } from './area-cell'
import type { Book } from './book'
import { formulaProblem, plainText } from './cell-text'
import { isFreeSpace, readTenure } from './choice-cells'
import { readDate } from './date-cell'
import type { Line } from './line'
import { type Contact, readOwners } from './owners'
import { readOpenDate } from './period-cell'
import { readPlates } from './plate-cell'
import type { ImportRecord } from './record'

/** One row of 车位信息: the space, who has it, its vehicle; further plates of the row are vehicles of the same holder. */
export function readSpace(line: Line, book: Book): ImportRecord[] | 'left' {
  const codes = spaceCodes(line)
  if (codes.length === 0 && !line.hasErrors()) line.refuse('spaceCode', 'space_empty')
  const lot = line.words('lot', 40) ?? ''
  const type = line.words('spaceType', 200)
  const areaM2x100 = line.read('spaceArea', readArea)
  const tenure = isFreeSpace(line.text('tenure')) ? undefined : line.read('tenure', readTenure)
  const from = line.read('from', readDate)
  const to = line.read('to', readOpenDate)
  if (from && to && from > to) line.refuse('to', 'period_reversed')
  const { holder, roomCode } = readHolder(line, book)
  const [vehicle, ...others] = readVehicles(line)
  if (line.hasErrors()) return []
  const source = { sheet: line.sheet, row: line.source.row }
  const who = { ...(holder && { holder }), ...(roomCode && { roomCode }) }
  const what = { ...(type && { type }), ...(areaM2x100 !== undefined && { areaM2x100 }), ...(tenure && { tenure }) }
  const when = { ...(from && { from }), ...(to && { to }) }
  const spaces = codes.map((code, at) => ({
    kind: 'space' as const,
    ...source,
    lot,
    code,
    ...what,
    ...who,
    ...when,
    ...(at === 0 && vehicle && { vehicle }),
  }))
  const spaceCode = codes[0]
  return [
    ...spaces,
    ...others.map(one => ({ kind: 'vehicle' as const, ...source, ...one, ...who, ...(spaceCode && { spaceCode }) })),
  ]
}

/** One row of a list of vehicles, or of rooms with their vehicles. */
export function readVehicle(line: Line, book: Book): ImportRecord[] | 'left' {
  const vehicles = readVehicles(line)
  const { holder, roomCode } = readHolder(line, book)
  if (line.hasErrors()) return []
  const source = { sheet: line.sheet, row: line.source.row }
  const who = { ...(holder && { holder }), ...(roomCode && { roomCode }) }
  return vehicles.length === 0 ? 'left' : vehicles.map(one => ({ kind: 'vehicle', ...source, ...one, ...who }))
}

function spaceCodes(line: Line): string[] {
  const text = line.text('spaceCode')
  const problem = formulaProblem(text)
  if (problem) line.refuse('spaceCode', problem)
  const codes = plainText(text)
    .toUpperCase()
    .split(/[、,;|\n]+/)
    .map(part => part.replace(/\s+/g, '').replace(/^(\d+)\.0+$/, '$1'))
    .filter(part => !/^(?:-|\/|无)?$/.test(part))
  if (codes.some(code => code.length > 40)) line.refuse('spaceCode', 'text_too_long')
  return problem ? [] : codes
}

function readVehicles(line: Line) {
  const brand = line.words('brand', 200)
  const type = line.words('vehicleType', 200)
  const colour = line.words('colour', 200)
  const plates = line.read('plate', readPlates) ?? []
  const looks = { ...(brand && { brand }), ...(type && { type }), ...(colour && { colour }) }
  return plates.map(plate => ({ plate, ...looks }))
}

/** Who has a space or vehicle: by name, by 业主编号, and the room where the row names one. */
function readHolder(line: Line, book: Book): { holder?: Contact | undefined; roomCode?: string | undefined } {
  const [named] = readOwners(line)
  const [numbered] = line.has('ownerNumber') ? book.byOwnerNumber(line) : []
  const rooms = line.has('room') && line.text('room') !== '' ? book.roomsOf(line, { mustExist: true }) : []
  const roomCode = rooms && rooms !== 'left' ? rooms[0]?.code : undefined
  return { holder: named ?? numbered, roomCode }
}
