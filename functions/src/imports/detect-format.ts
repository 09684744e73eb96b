import { WorkbookRefused } from './workbook-refused'

/** Its first bytes say what a file is, never its name: an .xlsx (a zip) or a text; everything else is refused by name. */
export function detectFormat(bytes: Buffer): 'xlsx' | 'csv' {
  if (bytes.length === 0) throw new WorkbookRefused('empty_file')
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return 'xlsx'
  if (bytes.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex')))
    throw new WorkbookRefused(compoundKind(bytes))
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const start = bytes.subarray(0, 4096)
  if (!isUtf16 && (start.includes(0) || start.toString('latin1').startsWith('%PDF')))
    throw new WorkbookRefused('not_a_workbook')
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|meta|head)/i.test(start.toString('latin1')))
    throw new WorkbookRefused('web_page')
  return 'csv'
}

/** A compound file (MS-CFB) is an old .xls, or the shell around an .xlsx with a password. */
function compoundKind(bytes: Buffer): 'encrypted' | 'legacy_xls' {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'legacy_xls'
}
