import { LONGEST_VALUE } from './line'
import type { FoundTable } from './recognise'
import type { ReadProblem } from './reading'
import type { ImportRecord } from './record'
import type { ImportProblemCode, SheetRow } from './schema'
import { problemSentence } from './words'

export type RowStatus = 'ready' | 'bad' | 'duplicate' | 'blank' | 'subtotal' | 'note' | 'left'

/** What became of one row of a table; its records go in only while it is `ready`. */
export type RowResult = {
  table: FoundTable
  source: SheetRow
  status: RowStatus
  records: ImportRecord[]
  problems: ReadProblem[]
}

/** Adds a problem that only shows beside other rows; an error keeps the row out as `status`. */
export function addProblem(
  result: RowResult,
  field: string,
  code: ImportProblemCode,
  values: Record<string, string>,
  status?: 'bad' | 'duplicate',
): void {
  const column = result.table.columns.find(column => column.field === field)
  const severity = status ? 'error' : 'warning'
  result.problems.push({
    sheet: result.table.sheet.name,
    row: result.source.row,
    ...(column && { index: column.index }),
    column: column?.header ?? '',
    value: column ? (result.source.cells[column.index] ?? '').slice(0, LONGEST_VALUE) : '',
    code,
    severity,
    reason: problemSentence(code, values),
  })
  if (status && (result.status === 'ready' || result.status === 'left')) result.status = status
}

/** `第 7 行`, with its sheet's name when it stands in another one. */
export function whereIs(row: { sheet: string; row: number }, fromSheet: string): string {
  return row.sheet === fromSheet ? `第 ${row.row} 行` : `“${row.sheet}”第 ${row.row} 行`
}

export const placeOf = ({ table, source }: RowResult) => ({ sheet: table.sheet.name, row: source.row })
