import type { CellObject } from '@e965/xlsx'
import { FORMULA_WITHOUT_VALUE } from '@linli/shared/imports/schema'

const DAY_MS = 86_400_000
const DAYS_1904 = 1462
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

function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value)
  return Math.abs(value) < 1e15 ? String(Number(value.toPrecision(15))) : value.toExponential().toUpperCase()
}

function dateText(serial: number, is1904: boolean): string {
  const days = Math.floor(serial) + (is1904 ? DAYS_1904 : 0)
  if (days < 61 || days > 2_958_465) return numberText(serial)
  return new Date(Date.UTC(1899, 11, 30) + days * DAY_MS).toISOString().slice(0, 10)
}

const known = new Map<unknown, boolean>()

/** A number format with a year or a day in it, quoted words and colours aside. */
function isDate({ z }: CellObject): boolean {
  const before = known.get(z)
  if (before !== undefined) return before
  const isOne = typeof z === 'string' && /[yd]/i.test(z.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, ''))
  known.set(z, isOne)
  return isOne
}
