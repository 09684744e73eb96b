import { findRoomSheet } from './columns'
import { readRooms, type RoomsReading } from './read-rooms'
import type { BadRow, Reading, ReadProblem, TableCounts } from './reading'
import type { ImportProblem, Sheet } from './schema'
import type { ReadSettings } from './settings'

/** A sheet with what its file hides of it. Row numbers as a person sees them, columns from 0. */
export type BookSheet = Sheet & { hidden: boolean; hiddenRows: ReadonlySet<number>; hiddenColumns: ReadonlySet<number> }

const PIECE = 1000

/**
 * Reads the sheets of one workbook by the rules and says what is in them, piece by piece. The same sheets and settings
 * always read the same; the order of sheets, rows and columns does not change which records come out.
 */
export function* readSheets(sheets: readonly BookSheet[], settings: ReadSettings): Generator<Reading> {
  void settings
  const visible = sheets.filter(sheet => !sheet.hidden)
  const found = findRoomSheet(visible)
  for (const sheet of sheets) {
    const header = sheet === found?.sheet ? found.header : undefined
    const reading = header?.ok ? readRooms(sheet.rows.slice(header.firstData), header.columns) : undefined
    const columns = (header?.columns ?? []).map(column => ({
      ...column,
      guessed: false,
      hidden: sheet.hiddenColumns.has(column.index),
    }))
    yield {
      kind: 'table',
      table: {
        sheet: sheet.name,
        kind: reading ? 'rooms' : 'skip',
        guessed: false,
        hidden: sheet.hidden,
        headerRow: header?.ok ? header.headerRow : 0,
        columns,
        counts: { ...(reading?.counts ?? noCounts), left: 0, hidden: 0 },
        ...(header && !header.ok && { sentence: header.sentence }),
      },
    }
    if (reading) yield* pieces(sheet.name, reading)
  }
}

function* pieces(sheet: string, reading: RoomsReading): Generator<Reading> {
  const placed = (problem: ImportProblem): ReadProblem => ({ ...problem, sheet })
  for (const problems of inPieces(reading.problems.map(placed))) yield { kind: 'problems', problems }
  const bad = reading.badRows.map((row): BadRow => ({ ...row, sheet, problems: row.problems.map(placed) }))
  for (const rows of inPieces(bad)) yield { kind: 'badRows', rows }
  const rooms = reading.rooms.map(room => ({ kind: 'room' as const, sheet, ...room }))
  for (const records of inPieces(rooms)) yield { kind: 'records', records }
  yield {
    kind: 'totals',
    totals: { byBuilding: reading.byBuilding, byItem: [], sheetTotals: [], records: { room: rooms.length } },
  }
}

function* inPieces<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += PIECE) yield all.slice(at, at + PIECE)
}

const noCounts: Omit<TableCounts, 'left' | 'hidden'> = {
  ready: 0,
  warned: 0,
  bad: 0,
  duplicate: 0,
  blank: 0,
  subtotal: 0,
  note: 0,
}
