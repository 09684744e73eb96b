import { CFB, utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { parsedFile } from '../../test/parsed-file'
import { makeSheet, makeXls, makeXlsx } from '../../test/workbooks'
import { parseWorkbook } from './parse-workbook'

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
    const { sheets, format } = await parsedFile(makeXls({ 房屋: sheet, 车位: [['车位号']] }))
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

describe('an .xls that is refused', () => {
  it.each<[string, () => Buffer, string]>([
    ['an .xls of the eighties', () => asBiff('biff2'), 'old_xls'],
    ['an .xls with macros', () => asXlsWithMacros(), 'macros'],
    ['an .xls with a macro sheet', () => asMacroSheet(makeXls({ a: [['房号']] })), 'macros'],
    ['an .xls with a password', () => asLocked(makeXls({ a: [['房号']] })), 'encrypted'],
    ['an .xls that is cut short', () => makeXls({ a: [['房号']] }).subarray(0, 2000), 'damaged'],
    ['another compound file', () => withoutWorkbook(), 'not_a_workbook'],
  ])('%s', async (_, bytes, refusal) => {
    expect((await parsedFile(bytes())).refusal).toBe(refusal)
  })
})

function asBiff(bookType: 'biff2'): Buffer {
  const book = utils.book_new()
  utils.book_append_sheet(book, makeSheet([['房号']]), 'a')
  return asBuffer(write(book, { type: 'array', bookType }))
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

function asBuffer(written: ArrayLike<number> | ArrayBuffer): Buffer {
  return Buffer.from(new Uint8Array(written))
}
