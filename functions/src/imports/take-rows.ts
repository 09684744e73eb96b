import type { SheetRow } from '@linli/shared/imports/schema'
import { workbookLimits } from './workbook-limits'
import { WorkbookRefused } from './workbook-refused'

/** Rows as a person sees them, columns from 0. */
export type Merge = { column: number; firstRow: number; lastRow: number }

/**
 * The rows of a sheet with what its merged cells say: one merged downwards speaks for every row it covers that has
 * something of its own; merging to the right is left as it is.
 */
export function* coverMerged(rows: Iterable<SheetRow>, merges: readonly Merge[]): Generator<SheetRow> {
  const waiting = merges.filter(({ firstRow, lastRow }) => lastRow > firstRow).sort((a, b) => b.firstRow - a.firstRow)
  const covering = new Map<number, { text: string; until: number }>()
  for (const { row, cells } of rows) {
    for (const [column, { text, until }] of covering) {
      if (row > until) covering.delete(column)
      else if (!cells[column]) fill(cells, column, text)
    }
    for (let next = waiting.at(-1); next && next.firstRow <= row; next = waiting.at(-1)) {
      const until = next.firstRow === row ? next.lastRow : row
      covering.set(next.column, { text: cells[next.column] ?? '', until })
      waiting.pop()
    }
    yield { row, cells }
  }
}

/** Puts a text in its column; a row has no cells after its last filled one. */
export function fill(cells: string[], column: number, text: string): void {
  if (column >= workbookLimits.columns) throw new WorkbookRefused('too_many_columns')
  while (cells.length <= column) cells.push('')
  cells[column] = text
}
