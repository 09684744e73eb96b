import type { Header } from './find-header'
import { parseRoomName } from './room-code'
import type { SheetRow } from './schema'

const SAMPLE = 50
const ENOUGH = 0.8

/**
 * Where a table lacks only its room, the unknown column whose cells nearly all read as rooms is taken for it, as a guess.
 * The share decides, then the header's text, never the column's place.
 */
export function guessRoomColumn(rows: readonly SheetRow[], header: Header): Header {
  if (header.headerRow === 0 || !header.missing.includes('room')) return header
  const data = rows.filter(({ row }) => row > header.headerRow)
  const step = Math.max(1, Math.floor(data.length / SAMPLE))
  const sample = data.filter((_, at) => at % step === 0)
  const shares = header.columns
    .filter(({ field }) => !field)
    .map(column => ({ column, share: shareOfRooms(sample.map(({ cells }) => cells[column.index] ?? '')) }))
    .filter(({ share }) => share >= ENOUGH)
    .sort((a, b) => b.share - a.share || (a.column.header < b.column.header ? -1 : 1))
  const [best] = shares
  if (!best) return header
  const columns = header.columns.map(column =>
    column === best.column ? { ...column, field: 'room' as const, guessed: true } : column,
  )
  return { ...header, columns, missing: header.missing.filter(field => field !== 'room'), score: header.score + 1 / 3 }
}

function shareOfRooms(cells: readonly string[]): number {
  const filled = cells.filter(cell => cell !== '')
  const rooms = filled.filter(cell => parseRoomName(cell).ok)
  return filled.length < 2 ? 0 : rooms.length / filled.length
}
