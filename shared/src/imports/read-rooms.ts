import { columnsByField, Line } from './line'
import { readRoomRow } from './row'
import type { BuildingTotal, ColumnChoice, ImportCounts, ImportProblem, RoomRow, SheetRow } from './schema'
import { sortCode } from './room-code'

/** A row that does not go in, as it stands in the sheet, with its problems. */
export type BadRow = SheetRow & { problems: ImportProblem[] }
/** `problems` holds the errors of all bad rows and the warnings of ready ones, in the order of the sheet. */
export type RoomsReading = {
  rooms: RoomRow[]
  badRows: BadRow[]
  problems: ImportProblem[]
  counts: ImportCounts
  byBuilding: BuildingTotal[]
}

/**
 * Reads the data rows of a sheet below its header. The first row of a room counts, even a bad one; later rows of the
 * same room are refused and name it, so that nothing depends on which of them is right.
 */
export function readRooms(data: readonly SheetRow[], choices: readonly ColumnChoice[]): RoomsReading {
  const columns = columnsByField(choices)
  const reading: RoomsReading = { rooms: [], badRows: [], problems: [], counts: noCounts(), byBuilding: [] }
  const { counts } = reading
  const firstRows = new Map<string, number>()
  for (const source of data) {
    const result = readRoomRow(source, columns)
    if (result.kind !== 'room' && result.kind !== 'bad') {
      counts[result.kind] += 1
      continue
    }
    const code = result.kind === 'room' ? result.room.code : result.code
    const first = code === undefined ? undefined : firstRows.get(code)
    if (code !== undefined && first !== undefined) {
      const line = new Line(source, columns)
      line.refuse('room', 'duplicate', { first: String(first), code })
      refuse(reading, source, line.problems, 'duplicate')
      continue
    }
    if (code !== undefined) firstRows.set(code, source.row)
    if (result.kind === 'bad') {
      refuse(reading, source, result.problems, 'bad')
      continue
    }
    counts.ready += 1
    if (result.problems.length > 0) counts.warned += 1
    reading.rooms.push(result.room)
    reading.problems.push(...result.problems)
  }
  counts.blank += gaps(data)
  return { ...reading, byBuilding: totalsByBuilding(reading.rooms) }
}

function refuse(reading: RoomsReading, source: SheetRow, problems: ImportProblem[], as: 'bad' | 'duplicate'): void {
  reading.counts[as] += 1
  reading.badRows.push({ ...source, problems })
  reading.problems.push(...problems)
}

/** Blank rows between the data: the reader leaves them out, their numbers are missing. */
function gaps(data: readonly SheetRow[]): number {
  const [first, last] = [data[0], data.at(-1)]
  return first && last ? last.row - first.row + 1 - data.length : 0
}

function totalsByBuilding(rooms: readonly RoomRow[]): BuildingTotal[] {
  const totals = new Map<string, BuildingTotal>()
  for (const { building, areas } of rooms) {
    const total = totals.get(building) ?? { building, rooms: 0, builtM2x100: 0 }
    totals.set(building, { building, rooms: total.rooms + 1, builtM2x100: total.builtM2x100 + areas.built })
  }
  const key = ({ building }: BuildingTotal) => sortCode(building)
  return [...totals.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

function noCounts(): ImportCounts {
  return { ready: 0, warned: 0, bad: 0, duplicate: 0, blank: 0, subtotal: 0, note: 0 }
}
