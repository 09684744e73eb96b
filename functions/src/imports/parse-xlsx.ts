import type { ParsedSheet } from './parse-workbook'
import { hiddenParts } from './sheet-xml'
import { coverMerged, type Merge } from './take-rows'
import { workbookLimits } from './workbook-limits'
import { WorkbookRefused } from './workbook-refused'
import { readXlsxBook, tags } from './xlsx-parts'
import { xlsxRows } from './xlsx-rows'
import { attribute } from './xml-text'
import { openZip, type ZipArchive } from './zip-archive'

const LARGE = 10_000_000

/**
 * Reads an .xlsx sheet by sheet: each is inflated only when its turn comes, and its rows are read from its text as they
 * are taken. Values are the cached ones; nothing is calculated, and nothing that a part points to is opened.
 */
export function* parseXlsx(bytes: Buffer): Generator<ParsedSheet> {
  const zip = openZip(bytes)
  const types = zip.read('[Content_Types].xml')?.toString('latin1') ?? ''
  refuseOtherKinds(zip, types)
  const book = readXlsxBook(zip, types)
  if (book.sheets.length > workbookLimits.sheets) throw new WorkbookRefused('too_many_sheets')
  for (const { name, hidden, path } of book.sheets) {
    const xml = path === undefined ? '' : sheetText(zip, path)
    const rows = () => coverMerged(xlsxRows(xml, book), merges(xml))
    yield { name, hidden, ...hiddenParts(xml), rowCount: lastRow(xml), rows }
  }
}

function refuseOtherKinds(zip: ZipArchive, types: string): void {
  if (
    types.includes('sheet.macroEnabled.main+xml') ||
    zip.names.some(name => /vbaProject\.bin$|\/macrosheets\//i.test(name))
  )
    throw new WorkbookRefused('macros')
  if (!types.includes('spreadsheetml.sheet.main+xml')) throw new WorkbookRefused('not_a_workbook')
}

function sheetText(zip: ZipArchive, path: string): string {
  const text = zip.read(path)?.toString('latin1')
  if (text === undefined) throw new WorkbookRefused('damaged')
  // The inflated bytes are of no more use: a large sheet would otherwise stay in memory twice.
  if (text.length > LARGE) globalThis.gc?.()
  return text
}

function merges(xml: string): Merge[] {
  const after = xml.slice(xml.lastIndexOf('sheetData>'))
  return tags(after, 'mergeCell').flatMap(tag => {
    const found = /^([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)$/.exec(attribute(tag, 'ref') ?? '')
    const column = [...(found?.[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
    return found ? [{ column, firstRow: Number(found[2]), lastRow: Number(found[3]) }] : []
  })
}

/** How many rows there are, as far as the sheet says. */
function lastRow(xml: string): number {
  const reference = attribute(tags(xml.slice(0, 4000), 'dimension')[0] ?? '', 'ref')
  return Number(/\d+$/.exec(reference ?? '')?.[0] ?? 0)
}
