import { read, utils } from '@e965/xlsx'
import { expect, test } from 'vitest'
import { openZip } from '../imports/zip-archive'
import { area, type CellValue, count, date, instant, money, price, text } from './list-export'
import { Workbook } from './workbook'

type Row = CellValue[]
const at = (i: number) => (row: Row) => row[i]
const columns = [
  text('名称', at(0)),
  money('金额（元）', at(1)),
  area('面积', at(2)),
  price('单价', at(3)),
  count('件数', at(4)),
  date('日期', at(5)),
  instant('时间', at(6)),
]

async function made(...rows: Row[]) {
  const book = new Workbook('账单', columns)
  for (const row of rows) await book.add(row)
  const bytes = await book.end()
  const xml = openZip(bytes).read('xl/worksheets/sheet1.xml')?.toString() ?? ''
  const sheet = read(bytes, { cellStyles: true, cellNF: true }).Sheets['账单']
  if (!sheet) throw new Error('no sheet')
  return { sheet, xml }
}

test('amounts, prices and areas are exact numbers with their decimals', async () => {
  const { sheet, xml } = await made(['a', 128_640, 8_955, 23_000, 3, undefined, undefined], ['b', -5, 0, 1, 0, '', ''])
  expect(['B2', 'C2', 'D2', 'E2', 'B3', 'C3', 'D3'].map(cell => [sheet[cell].t, sheet[cell].v, sheet[cell].w])).toEqual(
    [
      ['n', 1286.4, '1,286.40'],
      ['n', 89.55, '89.55'],
      ['n', 2.3, '2.3000'],
      ['n', 3, '3'],
      ['n', -0.05, '-0.05'],
      ['n', 0, '0.00'],
      ['n', 0.0001, '0.0001'],
    ],
  )
  expect(xml).toContain('<v>1286.40</v>')
  expect(xml).toContain('<v>-0.05</v>')
  expect(sheet.F2).toBeUndefined()
})

test('dates are days, and instants are told on the Beijing clock', async () => {
  const { sheet } = await made(
    ['a', 0, 0, 0, 0, '2028-02-29', '2026-12-31T15:59:59.000Z'],
    ['b', 0, 0, 0, 0, '1900-01-01', '2026-12-31T16:00:00.000Z'],
  )
  expect([sheet.F2, sheet.G2, sheet.F3, sheet.G3].map(cell => [cell.t, cell.w ?? cell.v])).toEqual([
    ['n', '2028-02-29'],
    ['n', '2026-12-31 23:59:59'],
    ['s', '1900-01-01'],
    ['n', '2027-01-01 00:00:00'],
  ])
})

test('text is text, whatever it begins with: nothing in the file computes', async () => {
  const wild = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '110101199003070000',
    '013800000001',
    '=HYPERLINK("http://a","b")',
  ]
  const { sheet, xml } = await made(...wild.map((value): Row => [value]))
  expect(wild.map((_, i) => [sheet[`A${i + 2}`].t, sheet[`A${i + 2}`].v, sheet[`A${i + 2}`].f])).toEqual(
    wild.map(value => ['s', value.replace('\r', '\r'), undefined]),
  )
  expect(xml).not.toContain('<f')
  for (const cell of [2, 3, 4, 5, 6, 7, 10]) expect(xml).toContain(`<c r="A${cell}" s="3" t="inlineStr">`)
  for (const cell of [8, 9]) expect(xml).toContain(`<c r="A${cell}" s="2" t="inlineStr">`)
})

test('signs that XML or a spreadsheet would take for something else come back as they were', async () => {
  const odd = ['<b>&"\'', 'a_x000D_b', 'a\nb', '  两端有空格 ', '𠮷野家', 'x\u0000\u0007y', `a${'\ud800'}b`]
  const { sheet } = await made(...odd.map((value): Row => [value]))
  expect(odd.map((_, i) => sheet[`A${i + 2}`].v)).toEqual([...odd.slice(0, 5), 'xy', 'ab'])
})

test('the head stays in view, has its widths and can be filtered by', async () => {
  const { sheet, xml } = await made(['a'])
  expect(utils.sheet_to_json(sheet, { header: 1 })[0]).toEqual(columns.map(({ title }) => title))
  expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
  expect(xml).toContain('<col min="2" max="2" width="14" customWidth="1"/>')
  expect(sheet['!autofilter']).toEqual({ ref: 'A1:G2' })
})
