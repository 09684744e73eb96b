import { WorkbookRefused } from './workbook-refused'

/** Its first bytes say what a file is, never its name: an .xlsx (a zip), an .xls (a compound file, MS-CFB) or a text. */
export function detectFormat(bytes: Buffer): 'xlsx' | 'xls' | 'csv' {
  if (bytes.length === 0) throw new WorkbookRefused('empty_file')
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return 'xlsx'
  if (bytes.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) return 'xls'
  if (bytes[0] === 9 && [0, 2, 4, 8].includes(bytes[1] ?? -1)) throw new WorkbookRefused('old_xls')
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const start = bytes.subarray(0, 4096)
  if (!isUtf16 && (start.includes(0) || start.toString('latin1').startsWith('%PDF')))
    throw new WorkbookRefused('not_a_workbook')
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|meta|head)/i.test(start.toString('latin1')))
    throw new WorkbookRefused('web_page')
  return 'csv'
}
