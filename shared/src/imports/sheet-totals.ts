import { readFen } from './amount-cell'
import { readArea } from './area-cell'
import type { CellReading } from './cell-text'
import type { TableField } from './fields'
import type { SheetTotal, TableColumn } from './reading'
import type { RowResult } from './row-result'
import { isTotal } from './skipped-row'

const areas: readonly TableField[] = ['builtArea', 'innerArea', 'billableArea', 'heatingArea', 'spaceArea']
const amounts: readonly TableField[] = ['arrears', 'prepayment', 'deposit', 'due', 'paid', 'amount', 'rowTotal']

type Summed = { column: TableColumn; unit: 'fen' | 'm2x100'; read: (cell: string) => CellReading<number> }
type Sums = { since: number; all: number }

/**
 * The subtotals of one table, each beside what is imported of the rows above it: those since the last subtotal, or all
 * of them, whichever the sheet adds up to; a 合计 that agrees with neither is compared with all.
 */
export function sheetTotals(results: readonly RowResult[], columns: readonly TableColumn[]): SheetTotal[] {
  if (!results.some(({ status }) => status === 'subtotal')) return []
  const summed = columns.flatMap(summedColumn)
  const sums = new Map(summed.map(({ column }) => [column, { since: 0, all: 0 }]))
  const found: SheetTotal[] = []
  for (const { status, source, table } of results) {
    if (status === 'ready') for (const one of summed) add(sums.get(one.column), valueOf(one, source.cells))
    if (status !== 'subtotal') continue
    const label = source.cells.find(cell => isTotal(cell)) ?? ''
    for (const one of summed) {
      const own = sums.get(one.column)
      const sheetSum = valueOf(one, source.cells)
      if (!own || sheetSum === undefined || (source.cells[one.column.index] ?? '') === '') continue
      const place = { sheet: table.sheet.name, row: source.row, label: label.slice(0, 60), column: one.column.header }
      found.push({ ...place, unit: one.unit, sheetSum, oursSum: oursOf(own, sheetSum, label) })
      own.since = 0
    }
  }
  return found
}

function oursOf({ since, all }: Sums, sheetSum: number, label: string): number {
  if (sheetSum === since) return since
  if (sheetSum === all) return all
  return /小计/.test(label) ? since : all
}

function summedColumn(column: TableColumn): Summed[] {
  if (areas.some(field => field === column.field)) return [{ column, unit: 'm2x100', read: readArea }]
  return amounts.some(field => field === column.field) ? [{ column, unit: 'fen', read: readFen }] : []
}

function valueOf({ column, read }: Summed, cells: readonly string[]): number | undefined {
  const reading = read(cells[column.index] ?? '')
  return 'error' in reading ? undefined : reading.value
}

function add(sums: Sums | undefined, value: number | undefined): void {
  if (!sums || value === undefined) return
  sums.since += value
  sums.all += value
}
