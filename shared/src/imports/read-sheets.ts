import { type BookSheet, corrected } from './book-sheet'
import { readTables } from './read-tables'
import { Totals } from './read-totals'
import type { Reading, ReadTable } from './reading'
import { type FoundTable, recogniseTables } from './recognise'
import { type ImportRecord, recordOrder } from './record'
import type { RowResult } from './row-result'
import type { ReadSettings } from './settings'
import { sheetReport } from './sheet-report'
import { sheetTotals } from './sheet-totals'
import { assumeFees } from './assumed-fees'

const PIECE = 1000

/**
 * Reads the sheets of one workbook by the rules and says what is in them, piece by piece. The same sheets and settings
 * always read the same; the order of sheets, rows and columns does not change which records come out.
 */
export function* readSheets(sheets: readonly BookSheet[], settings: ReadSettings): Generator<Reading> {
  const tables = recogniseTables(corrected(sheets, settings.corrections), settings.tables)
  assumeFees(tables, settings.knownFeeItems)
  const total = tables.reduce((sum, { isUsable, rows }) => sum + (isUsable ? rows.length : 0), 0)
  const reader = readTables(tables, settings)
  let step = reader.next()
  for (; !step.done; step = reader.next()) yield { kind: 'progress', done: step.value, total }
  const { results, book } = step.value
  for (const own of bySheet(tables)) yield* sheetReadings(own, results)
  const totals = new Totals()
  yield* recordPieces([...results.values()].flat(), totals)
  const sums = tables.flatMap(table => sheetTotals(results.get(table) ?? [], table.columns))
  yield { kind: 'totals', totals: totals.totals(sums) }
  yield { kind: 'places', places: book.places.report() }
}

function bySheet(tables: readonly FoundTable[]): FoundTable[][] {
  const sheets = new Map<BookSheet, FoundTable[]>()
  for (const table of tables) sheets.set(table.sheet, [...(sheets.get(table.sheet) ?? []), table])
  return [...sheets.values()]
}

function* sheetReadings(
  tables: readonly FoundTable[],
  results: ReadonlyMap<FoundTable, readonly RowResult[]>,
): Generator<Reading> {
  const report = sheetReport(
    tables.map((table): [FoundTable, readonly RowResult[]] => [table, results.get(table) ?? []]),
  )
  for (const table of report.tables) yield { kind: 'table', table: table satisfies ReadTable }
  for (const problems of inPieces(report.problems)) yield { kind: 'problems', problems }
  for (const rows of inPieces(report.badRows)) yield { kind: 'badRows', rows }
}

function* recordPieces(results: readonly RowResult[], totals: Totals): Generator<Reading> {
  for (const kind of recordOrder) {
    let piece: ImportRecord[] = []
    for (const { status, records } of results) {
      if (status !== 'ready') continue
      for (const record of records) {
        if (record.kind !== kind) continue
        totals.add(record)
        piece.push(record)
        if (piece.length < PIECE) continue
        yield { kind: 'records', records: piece }
        piece = []
      }
    }
    if (piece.length > 0) yield { kind: 'records', records: piece }
  }
}

function* inPieces<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += PIECE) yield all.slice(at, at + PIECE)
}
