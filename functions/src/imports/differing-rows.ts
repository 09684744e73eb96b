import type { TableField } from '@linli/shared/imports/fields'
import { LONGEST_VALUE } from '@linli/shared/imports/line'
import type { BadRow, ReadProblem, ReadTable, TableColumn } from '@linli/shared/imports/reading'
import type { ImportRecord, RecordKind } from '@linli/shared/imports/record'
import type { Differing } from './compare-records'

/** The columns that a record of each kind is known by, where nothing nearer says what differs. */
const columnsOfKind: Record<RecordKind, readonly TableField[]> = {
  fee_item: ['price', 'fixedAmount', 'feeName'],
  room: ['room'],
  residents: ['ownerName', 'room'],
  assignment: ['feeNumbers', 'room'],
  space: ['spaceCode'],
  vehicle: ['plate'],
  meter: ['reading', 'meterNumber', 'room'],
  paid_through: ['paidThrough', 'room'],
  arrears: ['arrears', 'amount', 'room'],
  prepayment: ['prepayment', 'amount', 'room'],
  deposit: ['deposit', 'amount', 'room'],
  history: ['paid', 'amount', 'room'],
}
/** Where a row names its people by number only, the number is what can be corrected. */
const insteadOf: Partial<Record<TableField, TableField>> = { ownerName: 'ownerNumber' }

export type DifferingRows = { problems: ReadProblem[]; rows: { table: ReadTable; row: BadRow }[] }

/**
 * Records that say other than what is there as problems of their rows, with column and value, and these rows as they
 * stand, once each and in the order of the file: what a person needs to correct them like any other.
 */
export function differingRows(
  tables: readonly ReadTable[],
  differing: readonly Differing[],
  cells: readonly Omit<BadRow, 'problems'>[],
): DifferingRows {
  const rows = new Map<string, DifferingRows['rows'][number]>()
  const standing = new Map(cells.map(each => [keyOf(each), each]))
  const problems = differing.map(({ record, reason, about }): ReadProblem => {
    const row = standing.get(keyOf(record))
    const found = columnOf(tables, record, about)
    const problem: ReadProblem = {
      sheet: record.sheet,
      row: record.row,
      ...(found && { index: found.column.index }),
      column: found?.column.header ?? '',
      value: (found && row?.cells[found.column.index]?.slice(0, LONGEST_VALUE)) ?? '',
      code: 'room_differs',
      severity: 'error',
      reason,
    }
    const known = rows.get(keyOf(record))
    if (known) known.row.problems.push(problem)
    else if (found && row) rows.set(keyOf(record), { table: found.table, row: { ...row, problems: [problem] } })
    return problem
  })
  const order = new Map(tables.map(({ sheet }, at) => [sheet, at]))
  const sorted = [...rows.values()].toSorted(
    (a, b) => (order.get(a.row.sheet) ?? 0) - (order.get(b.row.sheet) ?? 0) || a.row.row - b.row.row,
  )
  return { problems, rows: sorted }
}

const keyOf = ({ sheet, row }: { sheet: string; row: number }) => `${sheet}#${row}`

/** The column that a conflict is about: of several for one fee each, the one of the record's own fee. */
function columnOf(
  tables: readonly ReadTable[],
  record: ImportRecord,
  about: TableField | undefined,
): { table: ReadTable; column: TableColumn } | undefined {
  const nearest = about ? [about, insteadOf[about]] : []
  const fee = 'feeItemName' in record ? record.feeItemName : record.kind === 'deposit' ? record.name : undefined
  const own = tables.filter(({ sheet, kind }) => sheet === record.sheet && kind !== 'skip')
  for (const field of [...nearest, ...columnsOfKind[record.kind]]) {
    const columns = own.flatMap(table =>
      table.columns.filter(column => column.field === field).map(column => ({ table, column })),
    )
    const found = columns.find(({ column }) => column.feeName === fee) ?? columns[0]
    if (field && found) return found
  }
  return undefined
}
