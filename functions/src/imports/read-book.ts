import { type BookSheet, corrected } from '@linli/shared/imports/book-sheet'
import { readSheets } from '@linli/shared/imports/read-sheets'
import type { ChildMessage, ReadRequest } from './child-message'
import { parseWorkbook } from './parse-workbook'
import { textPool } from './same-text'
import { workbookLimits } from './workbook-limits'
import { WorkbookRefused } from './workbook-refused'

type Send = (message: ChildMessage) => Promise<void>

const STEP = 2000

/** Parses a file and reads it by the rules, message by message. A refusal is the last message instead of done. */
export async function readBook(
  takeFile: () => Promise<Buffer>,
  { fileName, settings, raw }: ReadRequest,
  send: Send,
): Promise<void> {
  try {
    const { format, book, rows } = await parsed(takeFile, fileName, send)
    if (raw) for (const piece of rawRows(corrected(book, settings.corrections), raw)) await send(piece)
    else
      for (const reading of readSheets(book, settings))
        await send(reading.kind === 'progress' ? { ...reading, done: rows + reading.done, total: 2 * rows } : reading)
    await send({ kind: 'done', format, peakRssKb: process.resourceUsage().maxRSS })
  } catch (error) {
    await send({ kind: 'refused', refusal: error instanceof WorkbookRefused ? error.refusal : 'damaged' })
  }
}

/** The file's bytes are let go when its rows are there. */
async function parsed(takeFile: () => Promise<Buffer>, fileName: string, send: Send) {
  const { format, sheets } = parseWorkbook(await takeFile())
  return { format, ...(await takeRows(sheets, fileName, send)) }
}

/** The rows of all sheets; each is counted twice on the way, once parsed and once read. */
async function takeRows(sheets: ReturnType<typeof parseWorkbook>['sheets'], fileName: string, send: Send) {
  const book: BookSheet[] = []
  const same = textPool()
  let [taken, known] = [0, 0]
  for await (const { name, rowCount, rows, ...sheet } of sheets) {
    const own: BookSheet = { ...sheet, name: name || fileName, rows: [] }
    book.push(own)
    known += rowCount
    for (const row of rows()) {
      own.rows.push({ row: row.row, cells: row.cells.map(same) })
      taken += 1
      if (taken > workbookLimits.rows) throw new WorkbookRefused('too_many_rows')
      if (taken % STEP === 1) await send({ kind: 'progress', done: taken, total: 2 * Math.max(known, taken) })
    }
  }
  if (taken === 0) throw new WorkbookRefused('no_rows')
  return { book, rows: taken }
}

/** The rows that were asked for, a thousand at a time. */
function* rawRows(book: readonly BookSheet[], wanted: NonNullable<ReadRequest['raw']>): Generator<ChildMessage> {
  for (const { name, rows } of book) {
    const own = wanted === 'all' ? rows : rows.filter(({ row }) => wanted.get(name)?.has(row))
    for (let at = 0; at < own.length; at += 1000)
      yield { kind: 'badRows', rows: own.slice(at, at + 1000).map(row => ({ ...row, sheet: name, problems: [] })) }
  }
}
