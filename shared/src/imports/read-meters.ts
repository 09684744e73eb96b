import { readScaled, readWhole } from './amount-cell'
import type { Book } from './book'
import { readMeterType } from './choice-cells'
import { readDate } from './date-cell'
import type { Line } from './line'
import type { TableColumn } from './reading'
import type { ImportRecord, RecordOf } from './record'

/** One row of a list of meters: one meter in the row, or one for each kind that the columns name (冷水表号, 电表读数). */
export function readMeters(line: Line, book: Book): ImportRecord[] | 'left' {
  const columns = [...line.all('meterNumber'), ...line.all('reading')]
  if (columns.every(column => line.at(column) === '')) {
    if (line.text('meterType') !== '') line.refuse('meterNumber', 'meter_empty')
    return 'left'
  }
  const rooms = book.roomsOf(line, { mustExist: true })
  if (rooms === 'left') return 'left'
  if (rooms && rooms.length > 1) line.refuse('room', 'room_several', { code: rooms.map(({ code }) => code).join('、') })
  const kinds = [...new Set(columns.map(({ feeName }) => feeName))]
  const digits = line.read('digits', readWhole)
  const readOn = line.read('readOn', readDate)
  const meters = kinds.flatMap(kind => readMeter(line, kind, rooms?.[0]?.code ?? ''))
  if (line.hasErrors()) return []
  const more = { ...(digits && { digits }), ...(readOn && { readOn }) }
  return meters.map(meter => ({ ...meter, ...more }))
}

function readMeter(line: Line, kind: string | undefined, roomCode: string): RecordOf<'meter'>[] {
  const own = (field: 'meterNumber' | 'reading' | 'multiplier') =>
    line.all(field).find(({ feeName }) => feeName === kind)
  const [numberColumn, readingColumn, multiplierColumn] = [own('meterNumber'), own('reading'), own('multiplier')]
  const number = numberColumn ? meterNumber(line, numberColumn) : ''
  const reading = readingColumn && line.readAt(readingColumn, readScaled(1_000))
  if (number === '' && reading === undefined) return []
  const multiplier = multiplierColumn && line.readAt(multiplierColumn, readScaled(10_000))
  const type = kind === undefined ? line.read('meterType', readMeterType) : typeOf(kind)
  if (type === undefined) {
    if (!line.isRefused('meterType')) line.refuse('meterType', 'meter_type_unknown')
    return []
  }
  const source = { sheet: line.sheet, row: line.source.row }
  const more = { ...(multiplier && { multiplier }), ...(reading !== undefined && { reading }) }
  return [{ kind: 'meter', ...source, roomCode, type, number, ...more }]
}

function meterNumber(line: Line, column: TableColumn): string {
  const text = line.at(column).normalize('NFKC').trim().toUpperCase()
  const isRounded = /^\d(?:\.\d+)?E\+\d+$/.test(text)
  if (isRounded || text.length > 40) line.refuse(column, isRounded ? 'number_rounded' : 'text_too_long')
  return /^(?:-|\/|无)$/.test(text) ? '' : text
}

function typeOf(kind: string): RecordOf<'meter'>['type'] {
  const reading = readMeterType(kind)
  return ('value' in reading && reading.value) || 'other'
}
