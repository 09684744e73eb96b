import type { SheetRow } from '@linli/shared/imports/schema'
import iconv from 'iconv-lite'
import { workbookLimits } from './workbook-limits'
import { WorkbookRefused } from './workbook-refused'

/**
 * The rows of a .csv that hold something, numbered as a spreadsheet shows them (a quoted line break stays inside its
 * row). Separated by comma, semicolon or tab, whichever the first lines use most (RFC 4180 quoting).
 */
export function* parseCsv(bytes: Buffer): Generator<SheetRow> {
  const text = decode(bytes)
  const separator = mostUsed(text.slice(0, 4000))
  const special = new RegExp(`[${separator}\\r\\n]`, 'g')
  let [at, row, cells]: [number, number, string[]] = [0, 1, []]
  while (at <= text.length) {
    const { value, end } = text[at] === '"' ? quoted(text, at, special) : plain(text, at, special)
    cells.push(typed(value))
    if (cells.length > workbookLimits.columns && value !== '') throw new WorkbookRefused('too_many_columns')
    at = end + 1
    if (text[end] === separator) continue
    if (text[end] === '\r' && text[at] === '\n') at++
    const filled = cells.slice(0, cells.findLastIndex(cell => cell !== '') + 1)
    if (filled.length > 0) yield { row, cells: filled }
    row++
    cells = []
  }
}

/** UTF-8 with or without its mark, UTF-16 with its mark, else GBK in its full form GB 18030. */
function decode(bytes: Buffer): string {
  const text = iconv.decode(bytes, encodingOf(bytes))
  if (/\ufffd|[^\P{Cc}\t\n\v\f\r]/u.test(text)) throw new WorkbookRefused('unknown_encoding')
  return text
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}

function mostUsed(start: string): string {
  const uses = (separator: string) => start.split(separator).length
  return [',', ';', '\t'].reduce((best, next) => (uses(next) > uses(best) ? next : best))
}

type Field = { value: string; end: number }

function plain(text: string, from: number, special: RegExp): Field {
  special.lastIndex = from
  const end = special.exec(text)?.index ?? text.length
  return { value: text.slice(from, end), end }
}

/** A quote inside is doubled; what stands between the closing quote and the next separator belongs to the field. */
function quoted(text: string, from: number, special: RegExp): Field {
  let [value, at] = ['', from + 1]
  for (;;) {
    const close = text.indexOf('"', at)
    if (close < 0) throw new WorkbookRefused('damaged')
    value += text.slice(at, close)
    if (text[close + 1] !== '"') {
      const rest = plain(text, close + 1, special)
      return { value: value + rest.value, end: rest.end }
    }
    value += '"'
    at = close + 2
  }
}

/** `="0101"` is a spreadsheet's way to write text, a leading apostrophe before = + - @ or a digit ours. */
function typed(value: string): string {
  const text = value.trim()
  return (/^="([^"]*)"$/.exec(text)?.[1] ?? text.replace(/^'(?=[=+\-@\d])/, '')).trim()
}
