import { columnExamples } from './column-examples'
import type { BadRow, ReadProblem, ReadTable, TableCounts } from './reading'
import type { FoundTable } from './recognise'
import type { RowResult } from './row-result'
import { headerSentences } from './words'

type Report = { tables: ReadTable[]; problems: ReadProblem[]; badRows: BadRow[] }

/**
 * What there is to say of one sheet: its tables with their counts, and its problems and bad rows in the order of the
 * sheet. A cell that several tables read has each problem once, and a row stands among the bad ones once.
 */
export function sheetReport(read: readonly (readonly [FoundTable, readonly RowResult[]])[]): Report {
  const tables = read.map(([table, results]) => tableOf(table, results))
  const seen = new Set<string>()
  const problems: ReadProblem[] = []
  const bad = new Map<number, BadRow>()
  for (const [, results] of read)
    for (const { source, status, problems: all } of results) {
      const own = all.filter(({ row, index, column, code }) => isNew(seen, `${row}\t${index ?? column}\t${code}`))
      problems.push(...own)
      if (status !== 'bad' && status !== 'duplicate') continue
      const known = bad.get(source.row)
      if (known) known.problems.push(...own)
      else bad.set(source.row, { ...source, sheet: all[0]?.sheet ?? '', problems: own })
    }
  return {
    tables,
    problems: problems.sort((a, b) => a.row - b.row),
    badRows: [...bad.values()].sort((a, b) => a.row - b.row),
  }
}

function isNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false
  seen.add(key)
  return true
}

function tableOf(table: FoundTable, results: readonly RowResult[]): ReadTable {
  const { sheet, kind, guessed, headerRow } = table
  const columns = columnExamples(table)
  const counts = countsOf(table, results)
  const isHidden = counts.hidden > 0 && results.some(({ source }) => sheet.hiddenRows.has(source.row))
  const sentences = [...table.sentences, ...(isHidden ? [headerSentences.hiddenRows(counts.hidden)] : [])]
  const sentence = sentences.length > 0 ? { sentence: sentences.join('；') } : {}
  return { sheet: sheet.name, kind, guessed, hidden: sheet.hidden, headerRow, columns, ...sentence, counts }
}

function countsOf({ sheet, headerRow, isUsable }: FoundTable, results: readonly RowResult[]): TableCounts {
  const counts = { ready: 0, warned: 0, bad: 0, duplicate: 0, blank: 0, subtotal: 0, note: 0, left: 0, hidden: 0 }
  if (!isUsable) return counts
  for (const { status, problems } of results) {
    counts[status] += 1
    if (status === 'ready' && problems.length > 0) counts.warned += 1
  }
  const data = sheet.rows.filter(({ row }) => row > headerRow)
  const [first, last] = [data[0], data.at(-1)]
  counts.hidden = data.filter(({ row }) => sheet.hiddenRows.has(row)).length
  if (first && last) counts.blank += last.row - first.row + 1 - data.length
  return counts
}
