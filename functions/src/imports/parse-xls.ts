import { type CellObject, type ParsingOptions, read, set_cptable } from '@e965/xlsx'
import type { SheetRow } from '@linli/shared/imports/schema'
import iconv from 'iconv-lite'
import type { ParsedSheet } from './parse-workbook'
import { coverMerged, fill } from './take-rows'
import { workbookLimits } from './workbook-limits'
import { WorkbookRefused } from './workbook-refused'
import { cellText } from './xls-cell'
import { inspectXls } from './xls-stream'

const options: ParsingOptions = {
  type: 'buffer',
  dense: true,
  cellText: false,
  cellHTML: false,
  cellNF: true,
  cellFormula: true,
}

/**
 * Reads an .xls (BIFF5 and BIFF8) with the limits of an .xlsx. The format has no more than 65,536 rows a sheet, and all
 * sheets are parsed at once. Values are the cached ones; nothing is calculated.
 */
export function* parseXls(bytes: Buffer): Generator<ParsedSheet> {
  const hidden = inspectXls(bytes)
  const book = parse(bytes)
  if (book.SheetNames.length > workbookLimits.sheets) throw new WorkbookRefused('too_many_sheets')
  const is1904 = book.Workbook?.WBProps?.date1904 === true
  for (const [index, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name]
    if (!sheet) throw new WorkbookRefused('damaged')
    const data = sheet['!data'] ?? []
    const { hiddenRows, hiddenColumns } = hidden[index] ?? { hiddenRows: new Set(), hiddenColumns: new Set() }
    const rowCount = data.reduce(count => count + 1, 0)
    const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({ column: s.c, firstRow: s.r + 1, lastRow: e.r + 1 }))
    const rows = () => coverMerged(cellRows(data, is1904), merges)
    const isHidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0
    yield { name, hidden: isHidden, hiddenRows, hiddenColumns, rowCount, rows }
  }
}

/** Its cells are let go as the rows are taken. */
function* cellRows(data: CellObject[][], is1904: boolean): Generator<SheetRow> {
  for (const at of data.keys()) {
    const cells: string[] = []
    data[at]?.forEach((cell, column) => {
      const text = cellText(cell, is1904)
      if (text !== '') fill(cells, column, text)
    })
    data[at] = []
    if (cells.length > 0) yield { row: at + 1, cells }
  }
}

function parse(bytes: Buffer) {
  learnCodepages()
  try {
    return read(bytes, options)
  } catch (error) {
    if (error instanceof Error && /password|encrypt/i.test(error.message)) throw new WorkbookRefused('encrypted')
    throw new WorkbookRefused('damaged')
  }
}

/** Before BIFF8 text was in the codepage of its computer: 936 in China. */
function learnCodepages(): void {
  const nameOf = (codepage: number) =>
    codepage === 1200 ? 'utf-16le' : codepage === 65001 ? 'utf-8' : codepage === 936 ? 'gbk' : `cp${codepage}`
  const known = (codepage: number) => (iconv.encodingExists(nameOf(codepage)) ? nameOf(codepage) : 'latin1')
  const decode = (codepage: number, bytes: Uint8Array | number[]) => iconv.decode(Buffer.from(bytes), known(codepage))
  const encode = (codepage: number, text: string) => iconv.encode(text, known(codepage))
  set_cptable({ utils: { decode, encode } })
}
