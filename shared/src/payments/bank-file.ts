import type { BankFileLayout, BankFormat, BankValues } from './bank-format'
import { readRecord, writeRecord } from './bank-record'

const lineEnd = '\r\n'

export type BankFile = { header: BankValues; lines: BankValues[] }
/** A line that could not be read, by its number in the file. */
export type ReadBankFile =
  | { ok: true; header: BankValues; lines: { row: number; values: BankValues }[]; unread: number[] }
  | { ok: false; reason: 'header' | 'trailer' | 'totals' | 'empty' }

/** A whole file as text; its totals follow from its lines. @throws RangeError when a number does not fit its field */
export function writeBankFile(format: BankFormat, layout: BankFileLayout, { header, lines }: BankFile): string {
  const values = { ...header, ...totalsOf(lines) }
  const records = [
    ...(layout.header ? [writeRecord(format, layout.header, values)] : []),
    ...lines.map(line => writeRecord(format, layout.line, line)),
    ...(layout.trailer ? [writeRecord(format, layout.trailer, values)] : []),
  ]
  return records.map(record => record + lineEnd).join('')
}

/**
 * What a file says. One whose first or last record is not the layout's, or whose totals are not those of its lines, is
 * refused whole; a single line that cannot be read is named and the others count.
 */
export function readBankFile(format: BankFormat, layout: BankFileLayout, text: string): ReadBankFile {
  const records = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line, i) => ({ row: i + 1, line }))
    .filter(({ line }) => line.trim() !== '')
  const first = layout.header ? readRecord(format, layout.header, records.shift()?.line ?? '') : {}
  if (!first) return { ok: false, reason: 'header' }
  const last = layout.trailer ? readRecord(format, layout.trailer, records.pop()?.line ?? '') : {}
  if (!last) return { ok: false, reason: 'trailer' }
  const read = records.map(({ row, line }) => ({ row, values: readRecord(format, layout.line, line) }))
  if (read.length === 0) return { ok: false, reason: 'empty' }
  const lines = read.flatMap(({ row, values }) => (values ? [{ row, values }] : []))
  const unread = read.flatMap(({ row, values }) => (values ? [] : [row]))
  const totals = totalsOf(lines.map(({ values }) => values))
  const said = { ...first, ...last }
  const isWhole = unread.length === 0
  if (
    isWhole &&
    ((said.count ?? totals.count) !== totals.count || (said.totalFen ?? totals.totalFen) !== totals.totalFen)
  )
    return { ok: false, reason: 'totals' }
  return { ok: true, header: first, lines, unread }
}

const totalsOf = (lines: BankValues[]) => ({
  count: String(lines.length),
  totalFen: String(lines.reduce((sum, { amountFen = '0' }) => sum + Number(amountFen), 0)),
})
