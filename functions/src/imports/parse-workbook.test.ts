import { CFB, utils, write } from '@e965/xlsx'
import type { Sheet } from '@linli/shared/imports/schema'
import { describe, expect, it } from 'vitest'
import { makeCsv, makeRooms, makeSheet, makeXls, makeXlsx, makeZip } from '../../test/workbooks'
import { parseWorkbook } from './parse-workbook'
import { WorkbookRefused } from './workbook-refused'
import { openZip } from './zip-archive'

/** What is in a file, gathered the way its reader does. */
async function parse(bytes: Buffer): Promise<{ sheets: Sheet[]; format?: string; refusal?: string }> {
  const said: Sheet[] = []
  try {
    const { format, sheets } = parseWorkbook(bytes)
    for await (const { name, rows } of sheets) said.push({ name, rows: [...rows()] })
    return { sheets: said, format }
  } catch (error) {
    if (error instanceof WorkbookRefused) return { sheets: said, refusal: error.refusal }
    throw error
  }
}
const cellsOf = async (bytes: Buffer) => (await parse(bytes)).sheets[0]?.rows.map(({ cells }) => cells)

describe('an .xlsx', () => {
  it('comes as trimmed text with the numbers of its rows, blank rows left out', async () => {
    const rows = [['房号', '建筑面积', '业主'], [], ['3-2-1501 ', 89.56, '　张三'], ['３栋２单元１５０２', 100, null]]
    const { sheets, format } = await parse(makeXlsx({ 房屋: rows }))
    expect(format).toBe('xlsx')
    expect(sheets).toEqual([
      {
        name: '房屋',
        rows: [
          { row: 1, cells: ['房号', '建筑面积', '业主'] },
          { row: 3, cells: ['3-2-1501', '89.56', '张三'] },
          { row: 4, cells: ['３栋２单元１５０２', '100'] },
        ],
      },
    ])
  })

  it('keeps the digits that a number has, and shows the ones it lost', async () => {
    const rows = [[13_800_138_000, 110_101_199_003_070_020, 0.1 + 0.2, 44.78 * 2, 89.555, 0, -5, true]]
    const shown = ['13800138000', expect.stringMatching(/E\+17$/), '0.3', '89.56', '89.555', '0', '-5', '是']
    expect(await cellsOf(makeXlsx({ a: rows }))).toEqual([shown])
  })

  it('reads dates by their format, of both calendars, also in the formats of Chinese Excel', async () => {
    const formats = ['yyyy-mm-dd', 'm/d/yy', 'yyyy"年"m"月"d"日"', 'General', '0.00_);[Red]\\-0.00']
    const cells = formats.map(z => ({ t: 'n' as const, v: 43_992, z }))
    const shown = ['2020-06-10', '2020-06-10', '2020-06-10', '43992', '43992']
    expect(await cellsOf(makeXlsx({ a: [cells] }))).toEqual([shown])
    const old = makeXlsx({ a: [[{ t: 'n', v: 43_992 - 1462, z: 'yyyy-mm-dd' }]] }, { is1904: true })
    expect(await cellsOf(old)).toEqual([['2020-06-10']])
    const builtIn = changed(makeXlsx({ a: [cells.slice(0, 1)] }), 'xl/styles.xml', text =>
      text.replace(/<numFmts.*<\/numFmts>/, '').replace(/<xf numFmtId="\d{2,}"/g, '<xf numFmtId="58"'),
    )
    expect(await cellsOf(builtIn)).toEqual([['2020-06-10']])
  })

  it('takes the cached value of a formula, and says when there is none', async () => {
    const sheet = makeSheet([['3-2-1501', 1, 2, 3, 4]], cells => {
      cells.B1 = { t: 'n', v: 89.56, f: '80+9.56' }
      cells.C1 = { t: 'e', v: 0x17, f: '#REF!' }
    })
    const book = changed(makeXlsx({ a: sheet }), 'xl/worksheets/sheet1.xml', text =>
      text
        .replace('<v>3</v>', '<f t="shared" ref="D1:E1" si="0">B1*2</f><v></v>')
        .replace('<v>4</v>', '<f t="shared" si="0"/>'),
    )
    expect(await cellsOf(book)).toEqual([['3-2-1501', '89.56', '#REF!', '#NO_VALUE!', '#NO_VALUE!']])
  })

  it('lets a cell merged downwards speak for its rows, and leaves the other merges alone', async () => {
    const data = [
      ['台账', null, null],
      ['楼栋', '房号', '面积'],
      ['3', '101', 1],
      [null, '102', 2],
      ['', '', ''],
      ['4', '103', 3],
    ]
    const sheet = makeSheet(data, cells => {
      cells['!merges'] = [utils.decode_range('A1:C1'), utils.decode_range('A3:A5')]
    })
    const shown = [['台账'], ['楼栋', '房号', '面积'], ['3', '101', '1'], ['3', '102', '2'], ['4', '103', '3']]
    expect(await cellsOf(makeXlsx({ a: sheet }))).toEqual(shown)
  })

  it('may come from a writer of 64-bit zips', async () => {
    const zip = openZip(makeXlsx({ a: [['房号'], ['3-2-1501']] }))
    const members = Object.fromEntries(zip.names.map(name => [name, zip.read(name) ?? Buffer.alloc(0)]))
    expect(await cellsOf(makeZip(members, { isWide: true }))).toEqual([['房号'], ['3-2-1501']])
  })
})

describe('an .xls', () => {
  it('is read like an .xlsx: text, numbers, dates, merged cells, cached values', async () => {
    const sheet = makeSheet(
      [
        ['房号', '建筑面积', '日期', '号码'],
        ['3-2-1501 ', 89.56, null, 13_800_138_000],
        ['', 90],
      ],
      cells => {
        cells.C2 = { t: 'n', v: 43_992, z: 'yyyy-mm-dd' }
        cells['!merges'] = [utils.decode_range('A2:A3')]
      },
    )
    const { sheets, format } = await parse(makeXls({ 房屋: sheet, 车位: [['车位号']] }))
    expect(format).toBe('xls')
    expect(sheets.map(({ name }) => name)).toEqual(['房屋', '车位'])
    expect(sheets[0]?.rows.map(({ cells }) => cells)).toEqual([
      ['房号', '建筑面积', '日期', '号码'],
      ['3-2-1501', '89.56', '2020-06-10', '13800138000'],
      ['3-2-1501', '90'],
    ])
  })

  it('says which rows, columns and sheets are hidden, as an .xlsx does', async () => {
    const rows = [
      ['房号', '内部'],
      ['1-1-101', 'x'],
      ['1-1-102', 'y'],
    ]
    const sheet = makeSheet(rows, cells => {
      cells['!rows'] = [{}, { hidden: true }]
      cells['!cols'] = [{ wch: 10 }, { wch: 10, hidden: true }]
    })
    const hiddenOf = async (bytes: Buffer) => {
      const parts: unknown[] = []
      for await (const { hidden, hiddenRows, hiddenColumns } of parseWorkbook(bytes).sheets)
        parts.push([hidden, [...hiddenRows], [...hiddenColumns]])
      return parts
    }
    const expected = [
      [true, [], []],
      [false, [2], [1]],
    ]
    expect(await hiddenOf(makeXlsx({ b: [['x']], a: sheet }, { hidden: ['b'] }))).toEqual(expected)
    expect(await hiddenOf(withHiddenRow(makeXls({ b: [['x']], a: sheet }, ['b'])))).toEqual(expected)
  })
})

describe('a .csv', () => {
  const rows = [
    ['楼栋', '房号', '业主'],
    ['3栋', '1501', '张三，"老张"\n李四'],
    ['', '', ''],
    ['３栋', '="0101"', "'=1+1"],
  ]

  it.each(['utf-8', 'utf-8-bom', 'gbk', 'utf-16le', 'utf-16be'] as const)('in %s is read as text', async encoding => {
    const { sheets, format } = await parse(makeCsv(rows, encoding))
    expect(format).toBe('csv')
    expect(sheets[0]?.rows).toEqual([
      { row: 1, cells: ['楼栋', '房号', '业主'] },
      { row: 2, cells: ['3栋', '1501', '张三，"老张"\n李四'] },
      { row: 4, cells: ['３栋', '0101', '=1+1'] },
    ])
  })

  it('in GB 18030 has the characters of four bytes too', async () => {
    const bytes = makeCsv(
      [
        ['业主', '楼栋'],
        ['㐀䶮𠀀', '三栋'],
      ],
      'gb18030',
    )
    expect(bytes.length).toBe('业主,楼栋\r\n,三栋\r\n'.length + 6 + 4 + 2 + 4)
    expect(await cellsOf(bytes)).toEqual([
      ['业主', '楼栋'],
      ['㐀䶮𠀀', '三栋'],
    ])
  })

  it('may be separated by tabs or semicolons and end without a line break', async () => {
    const tabs = [
      ['a', 'b'],
      ['1', '2'],
    ]
    expect(await cellsOf(Buffer.from('a\tb\r1\t2'))).toEqual(tabs)
    const semicolons = [
      ['a', 'b', 'c'],
      ['1', '', '3'],
    ]
    expect(await cellsOf(Buffer.from('a;b;c\n1;;3'))).toEqual(semicolons)
  })
})

describe('a file that is refused', () => {
  const book = utils.book_new()
  utils.book_append_sheet(book, makeSheet([['房号']]), 'a')
  const as = (bookType: 'biff2' | 'biff8' | 'ods' | 'xlsb') => asBuffer(write(book, { type: 'array', bookType }))
  const sheets = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`s${n}`, [['a']]]))

  it.each<[string, () => Buffer, string]>([
    ['an .xls of the eighties', () => as('biff2'), 'old_xls'],
    ['an .xls with macros', () => asXlsWithMacros(), 'macros'],
    ['an .xls with a macro sheet', () => asMacroSheet(as('biff8')), 'macros'],
    ['an .xls with a password', () => asLocked(as('biff8')), 'encrypted'],
    ['an .xls that is cut short', () => as('biff8').subarray(0, 2000), 'damaged'],
    ['another compound file', () => withoutWorkbook(), 'not_a_workbook'],
    ['encrypted', () => encrypted(), 'encrypted'],
    ['with macros', () => withMacros(), 'macros'],
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
    expect((await parse(bytes())).refusal).toBe(refusal)
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

function asXlsWithMacros(): Buffer {
  const file = CFB.read(makeXls({ a: [['房号']] }), { type: 'buffer' })
  CFB.utils.cfb_add(file, '/_VBA_PROJECT_CUR/VBA/dir', Buffer.alloc(16))
  return asBuffer(CFB.write(file, { type: 'buffer' }))
}

/** The .xls with its first sheet declared as an Excel 4 macro sheet. */
function asMacroSheet(xls: Buffer): Buffer {
  return changedStream(xls, stream => stream.writeUInt8(1, recordAt(stream, 0x85) + 9))
}

/** The .xls with one of its records turned into the one that says how it is encrypted. */
function asLocked(xls: Buffer): Buffer {
  return changedStream(xls, stream => stream.writeUInt16LE(0x2f, recordAt(stream, 0x5c)))
}

/** The second sheet with a ROW record for its second row; the library writes none. */
function withHiddenRow(xls: Buffer): Buffer {
  const file = CFB.read(xls, { type: 'buffer' })
  const stream = Buffer.from(CFB.find(file, '/Workbook').content)
  const second = recordAt(stream, 0x85) + 4 + stream.readUInt16LE(recordAt(stream, 0x85) + 2)
  const start = stream.readUInt32LE(second + 4)
  const row = Buffer.alloc(20)
  row.writeUInt16LE(0x208, 0)
  row.writeUInt16LE(16, 2)
  row.writeUInt16LE(1, 4)
  row.writeUInt8(0x20, 16)
  const at = start + 4 + stream.readUInt16LE(start + 2)
  CFB.utils.cfb_add(file, '/Workbook', Buffer.concat([stream.subarray(0, at), row, stream.subarray(at)]))
  return asBuffer(CFB.write(file, { type: 'buffer' }))
}

function changedStream(xls: Buffer, change: (stream: Buffer) => void): Buffer {
  const file = CFB.read(xls, { type: 'buffer' })
  const stream = Buffer.from(CFB.find(file, '/Workbook').content)
  change(stream)
  CFB.utils.cfb_add(file, '/Workbook', stream)
  return asBuffer(CFB.write(file, { type: 'buffer' }))
}

function recordAt(stream: Buffer, type: number): number {
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2))
    if (stream.readUInt16LE(at) === type) return at
  throw new Error('no such record')
}

function withoutWorkbook(): Buffer {
  const file = CFB.utils.cfb_new()
  CFB.utils.cfb_add(file, '/WordDocument', Buffer.alloc(64))
  return asBuffer(CFB.write(file, { type: 'buffer' }))
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
