import { plainText } from './cell-text'
import type { TableField } from './fields'
import { knownHeader } from './header-meaning'
import type { Line } from './line'
import type { TableKind } from './record'

/** The field without which a row of a table says nothing. */
export const keyField: Record<TableKind, TableField> = {
  buildings: 'building',
  rooms: 'room',
  people: 'ownerName',
  spaces: 'spaceCode',
  vehicles: 'plate',
  meters: 'room',
  fee_items: 'feeName',
  balances: 'room',
  history: 'room',
}

const totals = /^.{0,12}(?:小计|合计|总计|共计|累计)/
const remarks = /^(?:备注|说明|注[:：]|填表|制表|审核|复核|打印|单位[:：]|日期[:：])/

/** Blank lines, subtotals, notes below the data, group headings and headers repeated on each printed page. */
export function holdsNothing(line: Line, kind: TableKind): 'blank' | 'subtotal' | 'note' | undefined {
  const filled = line.source.cells.filter(cell => cell !== '')
  const first = filled[0]
  if (first === undefined) return 'blank'
  const start = plainText(first).replace(/\s+/g, '')
  if (filled.slice(0, 3).some(cell => isTotal(cell))) return 'subtotal'
  const key = keyField[kind]
  if (remarks.test(start) || knownHeader(kind, line.text(key)) === key) return 'note'
  const own = [...line.columns.keys()].filter(field => field !== 'building' && field !== 'unit')
  const hasOwn =
    kind === 'buildings' || own.some(field => (line.columns.get(field) ?? []).some(column => line.at(column) !== ''))
  return hasOwn && !(filled.length === 1 && /[\u3400-\u9fff]{4}/.test(start)) ? undefined : 'note'
}

export const isTotal = (cell: string): boolean => totals.test(plainText(cell).replace(/\s+/g, ''))
