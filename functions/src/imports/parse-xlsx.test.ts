import { utils } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { cellsOf, parsedFile } from '../../test/parsed-file'
import { makeSheet, makeXlsx, makeZip } from '../../test/workbooks'
import { openZip } from './zip-archive'

describe('an .xlsx', () => {
  it('comes as trimmed text with the numbers of its rows, blank rows left out', async () => {
    const rows = [['房号', '建筑面积', '业主'], [], ['3-2-1501 ', 89.56, '　张三'], ['３栋２单元１５０２', 100, null]]
    const { sheets, format } = await parsedFile(makeXlsx({ 房屋: rows }))
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

/** The workbook with one of its parts as another writer would have it. */
function changed(book: Buffer, part: string, change: (text: string) => string): Buffer {
  const zip = openZip(book)
  const members = zip.names.map(name => {
    const text = zip.read(name)?.toString('utf8') ?? ''
    return [name, Buffer.from(name === part ? change(text) : text)] as const
  })
  return makeZip(Object.fromEntries(members))
}
