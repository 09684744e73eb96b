import { CFB, utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { parsedFile } from '../../test/parsed-file'
import { makeRooms, makeSheet, makeXlsx, makeZip } from '../../test/workbooks'
import { openZip } from './zip-archive'

describe('a file that is refused', () => {
  const book = utils.book_new()
  utils.book_append_sheet(book, makeSheet([['房号']]), 'a')
  const as = (bookType: 'ods' | 'xlsb') => asBuffer(write(book, { type: 'array', bookType }))
  const sheets = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`s${n}`, [['a']]]))

  it.each<[string, () => Buffer, string]>([
    ['encrypted', () => encrypted(), 'encrypted'],
    ['with macros', () => withMacros(), 'macros'],
    ['that calls itself one with macros', () => calledMacros(), 'macros'],
    ['with a macro sheet under another name', () => withPart('xl/macrosheets/sheet1.xml'), 'macros'],
    ['with a macro project that its type does not tell', () => withPart('xl/vbaProject.bin'), 'macros'],
    ['an .ods', () => as('ods'), 'not_a_workbook'],
    ['an .xlsb', () => as('xlsb'), 'not_a_workbook'],
    ['some other zip', () => makeZip({ 'a.txt': Buffer.from('a') }), 'not_a_workbook'],
    ['a .pdf', () => Buffer.from('%PDF-1.7\n%äüöß'), 'not_a_workbook'],
    ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not_a_workbook'],
    ['a web page named .xls', () => Buffer.from('\ufeff\n<html><table><tr><td>房号</td></tr></table>'), 'web_page'],
    ['cut short', () => makeXlsx({ a: makeRooms(50) }).subarray(0, 4000), 'damaged'],
    ['with a wrong byte', () => wrongByte(makeXlsx({ a: makeRooms(50) })), 'damaged'],
    ['with a sheet that cannot be read', () => withoutStrings(makeXlsx({ a: [['房号']] })), 'damaged'],
    ['a .csv in no known encoding', () => Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x0a]), 'unknown_encoding'],
    ['a .csv with an open quote', () => Buffer.from('a,"b\n1,2\n'), 'damaged'],
    ['too wide', () => makeXlsx({ a: [Array.from({ length: 201 }, (_, n) => n)] }), 'too_many_columns'],
    ['of too many sheets', () => makeXlsx(sheets(31)), 'too_many_sheets'],
    ['a zip bomb by its directory', () => declaring(makeXlsx({ a: [['房号']] }), 301_000_000), 'inflates_too_large'],
    [
      'a sheet too heavy to hold',
      () => declaring(makeXlsx({ a: [['房号']] }), 121_000_000, 'xl/worksheets'),
      'too_heavy',
    ],
    ['a zip whose directory lies', () => declaring(makeXlsx({ a: makeRooms(50) }), 100), 'damaged'],
  ])('%s', async (_, bytes, refusal) => {
    expect((await parsedFile(bytes())).refusal).toBe(refusal)
  })
})

/** The workbook with one of its parts as another writer would have it. */
function changed(book: Buffer, part: string, change: (text: string) => string): Buffer {
  const zip = openZip(book)
  const members = zip.names.map(name => {
    const text = zip.read(name)?.toString('utf8') ?? ''
    return [name, Buffer.from(name === part ? change(text) : text)] as const
  })
  return makeZip(Object.fromEntries(members))
}

/** A cell that points to a text which the workbook does not have. */
function withoutStrings(book: Buffer): Buffer {
  return changed(book, 'xl/worksheets/sheet1.xml', text => text.replace('<v>0</v>', '<v>99</v>'))
}

function withMacros(): Buffer {
  const book = utils.book_new()
  utils.book_append_sheet(book, makeSheet([['房号']]), 'a')
  book.vbaraw = Buffer.alloc(16)
  return asBuffer(write(book, { type: 'array', bookType: 'xlsm' }))
}

/** As a spreadsheet names one with macros, without any. */
const calledMacros = () =>
  changed(makeXlsx({ a: [['房号']] }), '[Content_Types].xml', text =>
    text.replace('openxmlformats-officedocument.spreadsheetml.sheet.main+xml', 'ms-excel.sheet.macroEnabled.main+xml'),
  )

/** A plain workbook that has this part too. */
function withPart(name: string): Buffer {
  const zip = openZip(makeXlsx({ a: [['房号']] }))
  const parts = zip.names.map(each => [each, zip.read(each) ?? Buffer.alloc(0)] as const)
  return makeZip({ ...Object.fromEntries(parts), [name]: Buffer.alloc(16) })
}

/** The compound file in which a spreadsheet keeps a workbook with a password. */
function encrypted(): Buffer {
  const file = CFB.utils.cfb_new()
  CFB.utils.cfb_add(file, '/EncryptedPackage', Buffer.alloc(64))
  return asBuffer(CFB.write(file, { type: 'buffer' }))
}

function wrongByte(bytes: Buffer): Buffer {
  const at = Math.floor(bytes.length / 2)
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at)
  return bytes
}

/** The zip with the uncompressed size of every entry, or of one, set to this in the central directory. */
function declaring(zip: Buffer, size: number, name = ''): Buffer {
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4))
    if (zip.toString('latin1', at + 46).startsWith(name)) zip.writeUInt32LE(size, at + 24)
  return zip
}

function asBuffer(written: ArrayLike<number> | ArrayBuffer): Buffer {
  return Buffer.from(new Uint8Array(written))
}
