import type { Sheet } from './schema'
import type { Correction } from './settings'

/** A sheet with what its file hides of it: row numbers as a person sees them, columns from 0. */
export type BookSheet = Sheet & { hidden: boolean; hiddenRows: ReadonlySet<number>; hiddenColumns: ReadonlySet<number> }

export const rowsWithout = (sheet: BookSheet, rows: ReadonlySet<number>): BookSheet['rows'] =>
  sheet.rows.filter(({ row }) => !rows.has(row))

/** The sheets as a person corrected them; a correction of a row or sheet that is not there changes nothing. */
export function corrected(sheets: readonly BookSheet[], corrections: readonly Correction[]): readonly BookSheet[] {
  if (corrections.length === 0) return sheets
  return sheets.map(sheet => {
    const own = new Map(corrections.filter(({ sheet: name }) => name === sheet.name).map(one => [one.row, one.cells]))
    if (own.size === 0) return sheet
    const rows = sheet.rows.map(source => {
      const changes = own.get(source.row)
      if (!changes) return source
      const cells = [...source.cells]
      for (const { index, value } of changes) {
        while (cells.length < index) cells.push('')
        cells[index] = value.trim()
      }
      return { row: source.row, cells }
    })
    return { ...sheet, rows }
  })
}
