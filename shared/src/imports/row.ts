import { readArea } from './area-cell'
import { formulaProblem, plainText } from './cell-text'
import { fieldOfHeader } from './columns'
import { readDate } from './date-cell'
import { Line, type RoomColumns } from './line'
import { ownerKind, readIdNumbers, readNames, readPhones } from './owner-cells'
import { parseRoomName } from './room-code'
import type { ImportProblem, RoomRow, SheetRow } from './schema'
import { readStatus } from './status-cell'

/** What a row is: a room (with warnings), a bad row (with at least one error), or a line that holds no room. */
export type RowReading =
  | { kind: 'room'; room: RoomRow; problems: ImportProblem[] }
  | { kind: 'bad'; code?: string; problems: ImportProblem[] }
  | { kind: 'blank' | 'subtotal' | 'note' }

/**
 * Reads one row of a room sheet by its columns. Areas come out in 1/100 m², dates as `YYYY-MM-DD`. A blank status is
 * 自住 when an owner is named, else 空置. Every cell is looked at, so that a person sees all problems of a row at once.
 */
export function readRoomRow(source: SheetRow, columns: RoomColumns): RowReading {
  const line = new Line(source, columns)
  const skipped = holdsNoRoom(line)
  if (skipped) return { kind: skipped }
  const name = roomName(line)
  const built = line.read('builtArea', readArea)
  const inner = line.read('innerArea', readArea)
  const billable = line.read('billableArea', readArea)
  const heating = line.read('heatingArea', readArea)
  if (built === undefined && !line.isRefused('builtArea')) line.refuse('builtArea', 'area_empty')
  const owners = readOwners(line)
  const status = line.read('status', readStatus) ?? (owners.ownerName ? 'occupied' : 'vacant')
  const handoverDate = line.read('handoverDate', readDate)
  const { problems } = line
  if (!name || built === undefined || line.hasErrors()) return { kind: 'bad', code: name?.code, problems }
  const areas = { built, inner, billable, heating }
  return {
    kind: 'room',
    room: { row: source.row, ...name, areas, status, handoverDate, floor: line.floor(), ...owners },
    problems,
  }
}

function roomName(line: Line) {
  const [building, unit, room] = [line.text('building'), line.text('unit'), line.text('room')]
  for (const field of ['building', 'unit', 'room'] as const) {
    const problem = formulaProblem(line.text(field))
    if (problem) line.refuse(field, problem)
  }
  if (line.hasErrors()) return undefined
  const result = parseRoomName({ building, unit, room })
  if (!result.ok) {
    line.refuse('room', result.reason, {}, [building, unit, room].filter(part => part !== '').join(' '))
    return undefined
  }
  const { ok: _, ...name } = result
  return name
}

function readOwners(line: Line) {
  const names = line.read('ownerName', readNames) ?? []
  const phones = line.read('phone', readPhones) ?? []
  const idNumbers = line.read('idNumber', readIdNumbers) ?? []
  const [ownerName, ...others] = names
  if (ownerName === undefined) {
    const orphan = phones.length > 0 ? 'phone' : idNumbers.length > 0 ? 'idNumber' : undefined
    if (orphan && !line.isRefused('ownerName')) line.warn(orphan, 'contact_without_name')
    return {}
  }
  if (phones.length > names.length) line.warn('phone', 'phone_extra')
  if (idNumbers.length > names.length) line.warn('idNumber', 'id_extra')
  const [phone, idNumber] = [phones[0], idNumbers[0]]
  const kind = ownerKind(line.text('ownerType'), ownerName, idNumber)
  const coOwners = others.map((name, at) => ({ name, phone: phones[at + 1], idNumber: idNumbers[at + 1] }))
  return { ownerName, ownerKind: kind, phone, idNumber, coOwners: coOwners.length > 0 ? coOwners : undefined }
}

const totals = /^.{0,12}(?:小计|合计|总计|共计|累计)/
const remarks = /^(?:备注|说明|注[:：]|填表|制表|审核|复核|打印|单位[:：]|日期[:：])/

/** Blank lines, subtotals, notes below the data, group headings and headers repeated on each printed page. */
function holdsNoRoom(line: Line): 'blank' | 'subtotal' | 'note' | undefined {
  const filled = line.source.cells.filter(cell => cell !== '')
  const first = filled[0]
  if (first === undefined) return 'blank'
  const start = plainText(first).replace(/\s+/g, '')
  if (filled.slice(0, 3).some(cell => totals.test(cell.replace(/\s+/g, '')))) return 'subtotal'
  if (remarks.test(start) || fieldOfHeader(line.text('room')) === 'room') return 'note'
  const hasRoom = line.text('room') !== '' || line.fields().some(field => field !== 'building' && field !== 'unit')
  return hasRoom && !(filled.length === 1 && /[\u3400-\u9fff]{4}/.test(start)) ? undefined : 'note'
}
