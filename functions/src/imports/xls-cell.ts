import type { CellObject } from '@e965/xlsx'
import { FORMULA_WITHOUT_VALUE } from '@linli/shared/imports/schema'
import { dateText, isDateFormat, numberText } from './cell-number'

const errors: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
}

/**
 * A cell as the text that the import rules read. Numbers show the 15 digits that a spreadsheet keeps; longer ones come
 * in exponent form, so that a rounded identity number cannot pass for a typed one. Date cells become `YYYY-MM-DD`.
 */
export function cellText(cell: CellObject, is1904: boolean): string {
  if (cell.t === 'z') return cell.f ? FORMULA_WITHOUT_VALUE : ''
  if (cell.t === 'e') return errors[Number(cell.v)] ?? '#VALUE!'
  if (typeof cell.v === 'number') return isDate(cell) ? dateText(cell.v, is1904) : numberText(cell.v)
  if (typeof cell.v === 'boolean') return cell.v ? '是' : '否'
  return typeof cell.v === 'string' ? cell.v.trim() : ''
}

const known = new Map<unknown, boolean>()

function isDate({ z }: CellObject): boolean {
  const before = known.get(z)
  if (before !== undefined) return before
  const isOne = typeof z === 'string' && isDateFormat(z)
  known.set(z, isOne)
  return isOne
}
