import type { SheetRow } from '@linli/shared/imports/schema'
import type { ChildMessage } from './child-message'
import { detectFormat } from './detect-format'
import { parseCsv } from './parse-csv'
import { workbookLimits } from './workbook-limits'
import { WorkbookRefused } from './workbook-refused'

type Send = (message: ChildMessage) => Promise<void>

const CHUNK = 1000

/**
 * Reads a file of unknown kind and says what is in it, message by message, waiting for each to be on its way so that
 * rows never pile up here. A refusal is the last message instead of done.
 */
export async function parseWorkbook(bytes: Buffer, send: Send): Promise<void> {
  try {
    const format = detectFormat(bytes)
    let rows = 0
    for await (const sheet of format === 'csv' ? csvSheets(bytes) : xlsxSheets(bytes)) {
      await send({ kind: 'sheet', name: sheet.name, rows: sheet.hidden ? 0 : sheet.rowCount, hidden: sheet.hidden })
      if (!sheet.hidden) rows += await sendRows(sheet.rows(), rows, send)
    }
    await send({ kind: 'done', format, peakRssKb: process.resourceUsage().maxRSS })
  } catch (error) {
    await send({ kind: 'refused', refusal: error instanceof WorkbookRefused ? error.refusal : 'damaged' })
  }
}

function csvSheets(bytes: Buffer) {
  return [{ name: '', hidden: false, rowCount: 0, rows: () => parseCsv(bytes) }]
}

/** The parser is large: it is loaded only for an .xlsx. */
async function* xlsxSheets(bytes: Buffer) {
  const { parseXlsx } = await import('./parse-xlsx')
  yield* parseXlsx(bytes)
}

async function sendRows(rows: Generator<SheetRow>, before: number, send: Send): Promise<number> {
  let [count, chunk]: [number, SheetRow[]] = [0, []]
  for (const row of rows) {
    count += 1
    if (before + count > workbookLimits.rows) throw new WorkbookRefused('too_many_rows')
    chunk.push(row)
    if (chunk.length < CHUNK) continue
    await send({ kind: 'rows', rows: chunk })
    chunk = []
  }
  if (chunk.length > 0) await send({ kind: 'rows', rows: chunk })
  return count
}
