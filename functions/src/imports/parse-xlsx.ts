import { type ParsingOptions, parse_zip } from '@e965/xlsx'
import type { ParsedSheet } from './parse-workbook'
import { hiddenParts } from './sheet-xml'
import { takeRows } from './take-rows'
import { workbookLimits } from './workbook-limits'
import { WorkbookRefused } from './workbook-refused'
import { openZip, type ZipArchive } from './zip-archive'

declare module '@e965/xlsx' {
  /** `asBinary` gives the content, one character a byte. */
  type ZipMember = { name: string; asBinary: () => string }
  /** Exported by the package, missing from its types: a workbook out of the members of an opened zip. */
  export function parse_zip(zip: { files: Record<string, ZipMember> }, options: ParsingOptions): WorkBook
}

const LARGE = 10_000_000

/**
 * Reads an .xlsx sheet by sheet: each is inflated and parsed only when its turn comes, and its cells are let go as its
 * rows are taken. Values are the cached ones; nothing is calculated.
 */
export function* parseXlsx(bytes: Buffer): Generator<ParsedSheet> {
  const zip = openZip(bytes)
  refuseOtherKinds(zip)
  const names = parse(zip, { bookSheets: true }).book.SheetNames
  if (names.length > workbookLimits.sheets) throw new WorkbookRefused('too_many_sheets')
  for (const [index, name] of names.entries()) {
    const { book, hiddenRows, hiddenColumns } = parse(zip, { sheets: index })
    const sheet = book.Sheets[name]
    if (!sheet) throw new WorkbookRefused('damaged')
    const data = sheet['!data'] ?? []
    const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0
    const is1904 = book.Workbook?.WBProps?.date1904 === true
    const rowCount = data.reduce(count => count + 1, 0)
    yield {
      name,
      hidden,
      hiddenRows,
      hiddenColumns,
      rowCount,
      rows: () => takeRows(data, sheet['!merges'] ?? [], is1904),
    }
  }
}

function refuseOtherKinds(zip: ZipArchive): void {
  const types = zip.read('[Content_Types].xml')?.toString('latin1') ?? ''
  if (types.includes('sheet.macroEnabled.main+xml') || zip.names.some(name => /vbaProject\.bin$/i.test(name)))
    throw new WorkbookRefused('macros')
  if (!types.includes('spreadsheetml.sheet.main+xml')) throw new WorkbookRefused('not_a_workbook')
}

/**
 * A member is inflated when the parser asks for it; the parser swallows errors, so the first one is kept and thrown.
 * Formulas and empty cells cost memory: they are kept only in a sheet that has formulas, to see which lack a value.
 */
function parse(zip: ZipArchive, what: { bookSheets: true } | { sheets: number }) {
  const options: ParsingOptions = {
    ...what,
    dense: true,
    cellText: false,
    cellHTML: false,
    cellNF: true,
    cellFormula: false,
  }
  let refused: unknown
  let hidden = hiddenParts('')
  const content = (name: string): string => {
    try {
      const text = zip.read(name)?.toString('latin1') ?? ''
      if (/styles\.xml$/i.test(name)) return withKnownDateFormats(text)
      if (/worksheets\/[^/]*\.xml$/i.test(name)) {
        hidden = hiddenParts(text)
        if (/<(?:\w+:)?f[ >]/.test(text)) Object.assign(options, { cellFormula: true, sheetStubs: true })
      }
      return text
    } catch (error) {
      refused ??= error
      throw error
    }
  }
  const asBinary = (name: string) => () => {
    const text = content(name)
    // The inflated bytes are of no more use: a large sheet would otherwise stay in memory twice while it is parsed.
    if (text.length > LARGE) globalThis.gc?.()
    return text
  }
  const files = Object.fromEntries(zip.names.map(name => [name, { name, asBinary: asBinary(name) }]))
  try {
    const book = parse_zip({ files }, options)
    if (!refused) return { book, ...hidden }
  } catch {
    refused ??= new WorkbookRefused('damaged')
  }
  throw refused instanceof WorkbookRefused ? refused : new WorkbookRefused('damaged')
}

/** The date formats of Chinese Excel (27–31, 36, 50–54, 57, 58) are built in under numbers the parser does not name. */
function withKnownDateFormats(styles: string): string {
  return styles.replace(/\bnumFmtId="(?:2[7-9]|3[016]|5[0-4]|5[78])"/g, 'numFmtId="14"')
}
