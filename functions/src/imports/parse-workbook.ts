import type { SheetRow } from '@linli/shared/imports/schema'
import { detectFormat } from './detect-format'
import { parseCsv } from './parse-csv'

/**
 * One sheet with what its file hides of it (row numbers as a person sees them, columns from 0). Its rows that hold
 * something come in order, once; `rowCount` is their number as far as known.
 */
export type ParsedSheet = {
  name: string
  hidden: boolean
  hiddenRows: ReadonlySet<number>
  hiddenColumns: ReadonlySet<number>
  rowCount: number
  rows: () => Generator<SheetRow>
}

/** Opens a file of unknown kind: its sheets follow one by one. Throws WorkbookRefused, also while they are taken. */
export function parseWorkbook(bytes: Buffer) {
  const format = detectFormat(bytes)
  return { format, sheets: format === 'csv' ? csvSheets(bytes) : bookSheets(bytes, format) }
}

function csvSheets(bytes: Buffer): ParsedSheet[] {
  const nothing = new Set<number>()
  const rows = () => parseCsv(bytes)
  return [{ name: '', hidden: false, hiddenRows: nothing, hiddenColumns: nothing, rowCount: 0, rows }]
}

/** The parser is large: it is loaded only for a workbook. */
async function* bookSheets(bytes: Buffer, format: 'xlsx' | 'xls'): AsyncGenerator<ParsedSheet> {
  yield* format === 'xlsx'
    ? (await import('./parse-xlsx')).parseXlsx(bytes)
    : (await import('./parse-xls')).parseXls(bytes)
}
