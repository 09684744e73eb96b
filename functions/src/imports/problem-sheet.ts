import { fieldOfHeader } from '@linli/shared/imports/columns'
import type { ColumnChoice, ImportProblem, SheetRow } from '@linli/shared/imports/schema'
import { roomFieldNames } from '@linli/shared/imports/words'

/** A row as it stands in the sheet, with what is wrong with it. */
type ProblemRow = SheetRow & { problems: readonly Pick<ImportProblem, 'column' | 'reason'>[] }

/**
 * The rows that were not imported, as a .csv (UTF-8 with its mark, so that Excel shows Chinese) to correct and import
 * again: the sheet's own columns under names that the import knows, then the row's number and the reasons.
 */
export function problemSheet(columns: readonly ColumnChoice[], rows: readonly ProblemRow[]): Buffer {
  const width = Math.max(0, ...columns.map(({ index }) => index + 1))
  const headers = Array.from({ length: width }, () => '')
  for (const column of columns) headers[column.index] = headerText(column)
  const lines = rows.map(({ row, cells, problems }) => {
    const reasons = problems.map(({ column, reason }) => `${column}：${reason}`).join('；')
    return [...headers.map((_, at) => cells[at] ?? ''), String(row), reasons]
  })
  const all = [[...headers, '原行号', '原因'], ...lines]
  return Buffer.from(`\ufeff${all.map(line => line.map(csvCell).join(',')).join('\r\n')}\r\n`, 'utf8')
}

/** A column that was left out stays left out when the file comes back. */
function headerText({ header, field }: ColumnChoice): string {
  if (field) return roomFieldNames[field]
  return fieldOfHeader(header) ? `不导入 ${header}` : header
}

/**
 * A cell that a spreadsheet would calculate (= + - @, tab, return), round (12 digits and more) or turn into a date
 * (1-1) gets an apostrophe in front; reading the file again takes it off.
 */
function csvCell(text: string): string {
  const isUnsafe = /^[=+\-@\t\r]/.test(text) || /^(?:\d{12,}|\d{1,4}[-/]\d{1,2}(?:[-/]\d{1,2})?)$/.test(text)
  const safe = isUnsafe ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
