import type { BadRow, ReadTable } from '@linli/shared/imports/reading'

/** The first columns of each row to correct: they say where it stands in its file. */
export const placeHeaders = ['工作表', '原行号', '原因'] as const

/**
 * The rows of one table that did not go in, as lines of a .csv (UTF-8 with its mark, so that Excel shows Chinese) to
 * correct and upload again: where the row stands and why, then its cells in their own columns. A file of several sheets
 * is several such parts, each under its own header.
 */
export const problemsHeader = ({ columns }: Pick<ReadTable, 'columns'>, isFirst: boolean): Buffer => {
  const width = Math.max(0, ...columns.map(({ index }) => index + 1))
  const headers = Array.from({ length: width }, () => '')
  for (const { index, header } of columns) headers[index] = header
  return Buffer.from(`${isFirst ? '\ufeff' : ''}${csvLine([...placeHeaders, ...headers])}`, 'utf8')
}

export const problemRows = ({ sheet }: Pick<ReadTable, 'sheet'>, rows: readonly BadRow[]): Buffer =>
  Buffer.from(
    rows
      .map(({ row, cells, problems }) => {
        const reasons = problems.map(({ column, reason }) => `${column}：${reason}`).join('；')
        return csvLine([sheet, String(row), reasons, ...cells])
      })
      .join(''),
    'utf8',
  )

/** The whole file, row by row: a row stands in it once, with what was said of it first. */
export class BadFile {
  readonly #pieces: Buffer[] = []
  readonly #rows = new Map<string, Set<number>>()
  #headed: ReadTable | undefined

  has({ sheet, row }: Pick<BadRow, 'sheet' | 'row'>): boolean {
    return this.#rows.get(sheet)?.has(row) === true
  }

  add(table: ReadTable, rows: readonly BadRow[]): void {
    const fresh = rows.filter(row => !this.has(row))
    if (fresh.length === 0) return
    if (this.#headed !== table) this.#pieces.push(problemsHeader(table, this.#headed === undefined))
    this.#headed = table
    this.#pieces.push(problemRows(table, fresh))
    const known = this.#rows.get(table.sheet) ?? new Set()
    for (const { row } of fresh) known.add(row)
    this.#rows.set(table.sheet, known)
  }

  bytes(): Buffer {
    return Buffer.concat(this.#pieces)
  }
}

const csvLine = (cells: readonly string[]) => `${cells.map(csvCell).join(',')}\r\n`

/**
 * A cell that a spreadsheet would calculate (= + - @, tab, return), round (12 digits and more) or turn into a date
 * (1-1) gets an apostrophe in front; reading the file again takes it off.
 */
function csvCell(text: string): string {
  const isUnsafe = /^[=+\-@\t\r]/.test(text) || /^(?:\d{12,}|\d{1,4}[-/]\d{1,2}(?:[-/]\d{1,2})?)$/.test(text)
  const safe = isUnsafe ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
