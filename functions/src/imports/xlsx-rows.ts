import { FORMULA_WITHOUT_VALUE, type SheetRow } from '@linli/shared/imports/schema'
import { dateText, numberText } from './cell-number'
import { fill } from './take-rows'
import { WorkbookRefused } from './workbook-refused'
import { attribute, xmlText } from './xml-text'
import { richText, type XlsxBook } from './xlsx-parts'

const WIDEST = 16_384
const TALLEST = 1_048_576

/**
 * The rows of a worksheet part that hold something, one by one as they stand in it (ECMA-376 18.3.1.73): nothing of the
 * sheet is kept but its text. Values are the cached ones; a formula without one says so.
 */
export function* xlsxRows(xml: string, book: XlsxBook): Generator<SheetRow> {
  const opening = /<((?:\w+:)?)row(?=[\s/>])([^>]*)>/g
  let row = 0
  for (let found = opening.exec(xml); found; found = opening.exec(xml)) {
    const [, prefix = '', attributes = ''] = found
    row = Number(attribute(attributes, 'r') ?? row + 1)
    if (!(row >= 1 && row <= TALLEST)) throw new WorkbookRefused('damaged')
    if (attributes.endsWith('/')) continue
    const end = xml.indexOf(`</${prefix}row>`, opening.lastIndex)
    if (end < 0) throw new WorkbookRefused('damaged')
    const cells = readCells(xml.slice(opening.lastIndex, end), book)
    opening.lastIndex = end
    if (cells.length > 0) yield { row, cells }
  }
}

function readCells(xml: string, book: XlsxBook): string[] {
  const cells: string[] = []
  let column = -1
  for (const [, attributes = '', inside] of xml.matchAll(
    /<(?:\w+:)?c(?=[\s/>])([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g,
  )) {
    const reference = attribute(attributes, 'r')
    column = reference === undefined ? column + 1 : columnOf(reference)
    const text = inside === undefined ? '' : cellText(attributes, inside, book)
    if (text !== '') fill(cells, column, text)
  }
  return cells
}

function columnOf(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]*/i.exec(reference)?.[0].toUpperCase() ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64
  if (column < 1 || column > WIDEST) throw new WorkbookRefused('damaged')
  return column - 1
}

function cellText(attributes: string, inside: string, book: XlsxBook): string {
  const type = attribute(attributes, 't') ?? 'n'
  if (type === 'inlineStr') return richText(inside).trim()
  const value = /<(?:\w+:)?v(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?v>/.exec(inside)?.[1] ?? ''
  if (value === '') return /<(?:\w+:)?f[\s/>]/.test(inside) ? FORMULA_WITHOUT_VALUE : ''
  if (type === 's') return sharedText(value, book.strings)
  if (type === 'str') return xmlText(value).trim()
  if (type === 'e') return xmlText(value)
  if (type === 'b') return value.trim() === '1' ? '是' : '否'
  if (type === 'd') return value.slice(0, 10)
  const number = Number(value)
  if (!Number.isFinite(number)) throw new WorkbookRefused('damaged')
  const isDate = book.dateStyles[Number(attribute(attributes, 's') ?? 0)] ?? false
  return isDate ? dateText(number, book.is1904) : numberText(number)
}

function sharedText(index: string, strings: readonly string[]): string {
  const text = strings[Number(index)]
  if (text === undefined) throw new WorkbookRefused('damaged')
  return text
}
