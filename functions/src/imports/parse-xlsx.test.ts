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

describe('an .xlsx of another writer', () => {
  const types = `<?xml version="1.0"?><Types><Override PartName='/book/main.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>`
  const parts = (sheet: string, strings = '') => ({
    '[Content_Types].xml': Buffer.from(types),
    'book/main.xml': Buffer.from(
      '<x:workbook><x:sheets><x:sheet name="图" sheetId="1" r:id="c"/><x:sheet name="A&amp;B" sheetId="2" state="veryHidden" r:id="s"/></x:sheets></x:workbook>',
    ),
    'book/_rels/main.xml.rels': Buffer.from(
      `<Relationships><Relationship Id="s" Type="http://x/worksheet" Target="/sheets/one.xml"/>
       <Relationship Id="c" Type="http://x/chartsheet" Target="charts/c.xml"/>
       <Relationship Id="t" Type="http://x/sharedStrings" Target="../strings.xml"/></Relationships>`,
    ),
    'sheets/one.xml': Buffer.from(sheet),
    'strings.xml': Buffer.from(strings),
  })

  it('may have prefixes, single quotes, no references, runs with their pronunciation, inline texts and entities', async () => {
    const sheet = `<x:worksheet><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c/><x:c t='inlineStr'><x:is><x:t>&lt;3&#26635;&gt;_x0041_</x:t></x:is></x:c></x:row>
      <x:row r='4'><x:c r='B4'><x:v>1.5E2</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v> 业主 </x:v></x:c><x:c t="d"><x:v>2020-06-10T00:00:00</x:v></x:c></x:row><x:row r="5"/></x:sheetData></x:worksheet>`
    const strings =
      '<sst><si><r><t>张</t></r><r><t xml:space="preserve">三 </t></r><rPh sb="0" eb="1"><t>ZHANG</t></rPh></si></sst>'
    const { sheets } = await parsedFile(makeZip(parts(sheet, strings)))
    expect(sheets).toEqual([
      { name: '图', rows: [] },
      {
        name: 'A&B',
        rows: [
          { row: 1, cells: ['张三', '', '<3栋>A'] },
          { row: 4, cells: ['', '150', '业主', '2020-06-10'] },
        ],
      },
    ])
  })

  it.each([
    ['a row that does not end', '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>'],
    ['a row beyond the last', '<worksheet><sheetData><row r="9999999"><c><v>1</v></c></row></sheetData></worksheet>'],
    ['a cell without a column', '<worksheet><sheetData><row r="1"><c r="1"><v>1</v></c></row></sheetData></worksheet>'],
    ['a number that is none', '<worksheet><sheetData><row r="1"><c r="A1"><v>x</v></c></row></sheetData></worksheet>'],
  ])('is damaged with %s', async (_, sheet) => {
    expect((await parsedFile(makeZip(parts(sheet)))).refusal).toBe('damaged')
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
