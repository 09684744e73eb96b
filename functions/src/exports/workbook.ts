import { beijingDate, daysBetween } from '@linli/shared/time'
import { AppError } from '@linli/shared/errors'
import type { CellKind, CellValue } from './list-export'
import { EntryPacker, packed, ZipWriter } from './zip-writer'

export type SheetColumn = { title: string; kind: CellKind; width: number }

/** What a sheet can hold (ECMA-376: 1,048,576 rows), its head taken off, rounded. */
export const mostRows = 1_000_000
const mostText = 32_767
const rowsAtOnce = 500

/**
 * A workbook of one sheet, row by row: memory holds the deflated rows alone (100,000 rows of 17 columns: some 10 MB).
 * Cells are written as themselves (ECMA-376 §18.3.1.4): amounts and dates as numbers with their form, everything else as
 * inline text, which no spreadsheet computes, whatever sign it begins with.
 */
export class Workbook {
  readonly #sheet = new EntryPacker()
  #waiting: string[] = []
  rows = 0

  constructor(
    readonly title: string,
    readonly columns: readonly SheetColumn[],
  ) {
    const widths = columns.map(
      ({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
    )
    this.#waiting.push(
      `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
        `<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>`,
      rowXml(
        1,
        columns.map(({ title: head }, i) => textCell(place(i, 1), head, styles.head)),
      ),
    )
  }

  /** Throws exports.too_large beyond a million rows. */
  async add(cells: readonly CellValue[]): Promise<void> {
    if (this.rows === mostRows) throw new AppError('exports.too_large')
    this.rows += 1
    const row = this.rows + 1
    this.#waiting.push(
      rowXml(
        row,
        this.columns.map(({ kind }, i) => cell(place(i, row), kind, cells[i])),
      ),
    )
    if (this.#waiting.length >= rowsAtOnce) await this.#flush()
  }

  /** The finished file. */
  async end(): Promise<Buffer> {
    const last = place(this.columns.length - 1, this.rows + 1)
    this.#waiting.push(`</sheetData><autoFilter ref="A1:${last}"/></worksheet>`)
    await this.#flush()
    const bytes: Uint8Array[] = []
    const zip = new ZipWriter(chunk => void bytes.push(chunk))
    for (const [name, content] of Object.entries(frame(this.title))) await zip.put(name, await packed(content))
    await zip.put('xl/worksheets/sheet1.xml', await this.#sheet.end())
    await zip.end()
    return Buffer.concat(bytes)
  }

  async #flush() {
    await this.#sheet.add(this.#waiting.join(''))
    this.#waiting = []
  }
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageOf = 'http://schemas.openxmlformats.org/package/2006'
const officeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Positions in `cellXfs` below. */
const styles = { head: 1, text: 2, quoted: 3, money: 4, price: 5, count: 6, date: 7, instant: 8 }

/** Text cells keep their form when somebody edits them: `@`, and the quote in front where a formula would begin. */
const cellForms = [
  '<xf/>',
  '<xf numFmtId="49" fontId="1" applyFont="1" applyNumberFormat="1"/>',
  '<xf numFmtId="49" applyNumberFormat="1"/>',
  '<xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/>',
  '<xf numFmtId="4" applyNumberFormat="1"/>',
  '<xf numFmtId="164" applyNumberFormat="1"/>',
  '<xf numFmtId="3" applyNumberFormat="1"/>',
  '<xf numFmtId="165" applyNumberFormat="1"/>',
  '<xf numFmtId="166" applyNumberFormat="1"/>',
]

function frame(title: string): Record<string, string> {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const override = (part: string, type: string) =>
    `<Override PartName="${part}" ContentType="${officeType}.${type}+xml"/>`
  const relations = (...all: string[]) =>
    `${xmlHead}<Relationships xmlns="${packageOf}/relationships">${all.join('')}</Relationships>`
  return {
    '[Content_Types].xml':
      `${xmlHead}<Types xmlns="${packageOf}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/styles.xml', 'styles')}` +
      `${override('/xl/worksheets/sheet1.xml', 'worksheet')}</Types>`,
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml':
      `${xmlHead}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>` +
      `<sheet name="${escaped(sheetName(title))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
      relation('rId2', 'styles', 'styles.xml'),
    ),
    'xl/styles.xml':
      `${xmlHead}<styleSheet xmlns="${main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="#,##0.0000"/>` +
      '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>' +
      '</numFmts><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>' +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
      '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
      `<cellXfs count="${cellForms.length}">${cellForms.join('')}</cellXfs></styleSheet>`,
  }
}

/** At most 31 signs, none of `[]:*?/\`. */
const sheetName = (title: string) => title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)

const rowXml = (row: number, cells: string[]) => `<row r="${row}">${cells.join('')}</row>`

function cell(at: string, kind: CellKind, value: CellValue): string {
  if (value === undefined || value === '') return ''
  if (typeof value === 'number') {
    if (kind === 'money' || kind === 'area') return numberCell(at, scaled(value, 2), styles.money)
    if (kind === 'price') return numberCell(at, scaled(value, 4), styles.price)
    if (kind === 'count') return numberCell(at, String(value), styles.count)
    return textCell(at, String(value), styles.text)
  }
  if (kind === 'date' && value >= firstSerialDate) return numberCell(at, String(serialOf(value)), styles.date)
  if (kind === 'instant') return numberCell(at, serialOfInstant(value), styles.instant)
  return textCell(at, value, /^[=+\-@\t\r\n]/.test(value) ? styles.quoted : styles.text)
}

const numberCell = (at: string, number: string, style: number) => `<c r="${at}" s="${style}"><v>${number}</v></c>`
const textCell = (at: string, text: string, style: number) =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, mostText))}</t></is></c>`

/** An integer of 1/10^places as it is, without a float on the way: -5 → -0.05. */
function scaled(value: number, places: number): string {
  const digits = String(Math.abs(value)).padStart(places + 1, '0')
  return `${value < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** Spreadsheets count a 29 February 1900 that never was: earlier days stay text. */
const firstSerialDate = '1900-03-01'
const serialOf = (day: string) => daysBetween('1899-12-30', day)

/** Day and part of the day on the Beijing clock. */
function serialOfInstant(at: string): string {
  const hours = 8
  const ofDay = (Date.parse(at) + hours * 3_600_000) % 86_400_000
  return (serialOf(beijingDate(at)) + Math.floor(ofDay / 1000) / 86_400).toFixed(8)
}

/** A, B … Z, AA … */
function place(index: number, row: number): string {
  const first = index < 26 ? '' : String.fromCharCode(64 + Math.floor(index / 26))
  return `${first}${String.fromCharCode(65 + (index % 26))}${row}`
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

/**
 * Text inside XML: what XML cannot hold is left out, and `_x0041_`, which a spreadsheet would read as a sign
 * (ECMA-376 §22.9.2.19), keeps its letters.
 */
const escaped = (text: string) =>
  text
    .replace(/\p{Surrogate}/gu, '')
    // oxlint-disable-next-line eslint/no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"\r]/g, sign => signs[sign] ?? sign)
