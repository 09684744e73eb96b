import { formatScaled, parseScaled, yuanScale } from '../money'
import { BusinessDate } from '../time'
import type { BankField, BankFormat, BankValue, BankValues } from './bank-format'

type Layout = Pick<BankFormat, 'separator'>

/** What a bank may leave empty. */
const optional = new Set<BankValue>(['accountName', 'message', 'paidOn'])

/** Bytes of a text in GBK: one for ASCII, two for everything else. */
export const gbkWidth = (text: string): number =>
  [...text].reduce((sum, char) => sum + (char.charCodeAt(0) < 0x80 ? 1 : 2), 0)

/**
 * One record as a line of text, without its line end. Words that are too long are cut, because banks match by number.
 * @throws RangeError when a number does not fit its width
 */
export function writeRecord({ separator }: Layout, fields: readonly BankField[], values: BankValues): string {
  const cells = fields.map(field => {
    const text = outward(field, field.text ?? values[field.value ?? 'line'] ?? '')
    return field.width === undefined ? clean(text, separator) : filled(field, clean(text), field.width)
  })
  return separator === undefined ? cells.join('') : cells.map(cell => quoted(cell, separator)).join(separator)
}

/** What a line says; undefined where it is not of these fields: too short or long, another fixed text, no amount or day. */
export function readRecord({ separator }: Layout, fields: readonly BankField[], line: string): BankValues | undefined {
  const cells = separator === undefined ? cut(fields, line) : split(line, separator)
  if (cells?.length !== fields.length) return undefined
  const values: BankValues = {}
  for (const [i, field] of fields.entries()) {
    const cell = unfilled(field, cells[i] ?? '')
    if (field.text !== undefined && cell !== field.text.trim()) return undefined
    if (field.value === undefined) continue
    const value = inward(field, cell)
    if (value === undefined || (value === '' && !optional.has(field.value))) return undefined
    if (value !== '') values[field.value] = value
  }
  return values
}

function outward({ as }: BankField, text: string): string {
  if (text === '' || as === 'plain') return text
  return as === 'yuan' ? formatScaled(Number(text), yuanScale) : text.replaceAll('-', '')
}

function inward({ as, value }: BankField, cell: string): string | undefined {
  if (cell === '') return ''
  if (as === 'yuan') return fenText(parseScaled(cell, yuanScale))
  if (as === 'day') return BusinessDate.safeParse(cell.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')).data
  return value === 'amountFen' || value === 'totalFen' || value === 'line' || value === 'count'
    ? wholeNumber(cell)
    : cell
}

const fenText = (fen: number | undefined) => (fen === undefined ? undefined : String(fen))
const wholeNumber = (cell: string) => (/^\d{1,15}$/.test(cell) ? String(Number(cell)) : undefined)

/** Line ends would be another record; a separator without quotes (CSV has them) another field. */
const clean = (text: string, separator?: string) =>
  text.replace(separator === '|' || separator === '\t' ? /[\r\n\t|]/g : /[\r\n\t]/g, ' ').trim()

const quoted = (cell: string, separator: string) =>
  separator === ',' && /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

function filled({ fill }: BankField, text: string, width: number): string {
  const missing = width - gbkWidth(text)
  if (fill === 'zeros') {
    if (missing < 0) throw new RangeError(`${text} is wider than ${width}`)
    return '0'.repeat(missing) + text
  }
  let short = text
  while (gbkWidth(short) > width) short = [...short].slice(0, -1).join('')
  return short + ' '.repeat(width - gbkWidth(short))
}

const unfilled = ({ fill, width }: BankField, cell: string): string =>
  fill === 'zeros' && width !== undefined ? cell.replace(/^0+(?=.)/, '') : cell.trim()

/** By widths in bytes; a character never lies across two fields. A line may lack the spaces at its end. */
function cut(fields: readonly BankField[], line: string): string[] | undefined {
  const rest = [...line]
  const cells = fields.map(({ width = 0 }) => {
    let cell = ''
    while (rest.length > 0 && gbkWidth(cell + (rest[0] ?? '')) <= width) cell += rest.shift() ?? ''
    return cell
  })
  return rest.join('').trim() === '' ? cells : undefined
}

function split(line: string, separator: string): string[] {
  if (separator !== ',') return line.split(separator)
  const cells: string[] = []
  for (const [, inside, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    cells.push(inside?.replaceAll('""', '"') ?? plain ?? '')
  return cells
}
