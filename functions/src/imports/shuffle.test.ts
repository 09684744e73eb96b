import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBytes } from '../../test/readings'
import { makeIdNumber, makeSheet, makeXlsx } from '../../test/workbooks'

type Cell = string | number
type Table = { name: string; headers: string[][]; rows: Cell[][] }

/** Each header with its spellings, so that a shuffle may write any of them. */
const tables: Table[] = [
  {
    name: '业主信息',
    headers: [
      ['业主编号'],
      ['业主名称', '业主姓名', '姓 名'],
      ['手机号', '联系电话', '手机号码（必填）'],
      ['身份证号', '证件号码'],
    ],
    rows: [
      ['Y1', '张三', '13800000001', makeIdNumber(1)],
      ['Y2', '甲/乙', '13800000002', ''],
    ],
  },
  {
    name: '房屋信息',
    headers: [
      ['楼栋', '楼号', '幢'],
      ['单元', '单元号'],
      ['房号', '房间', '房屋编号'],
      ['建筑面积', '建筑面积(㎡)', '建面'],
      ['业主编号'],
      ['房屋费用'],
      ['费用开始时间'],
      ['楼层'],
      ['备忘'],
    ],
    rows: [
      ['3', 2, 1501, 89.56, 'Y1', '1#2', '2020-06-10#2020-07-10', 15, 'x'],
      [3, '2', '1502', '100', 'Y2', '1', '2020-06-10', 15, ''],
      [4, 0, 12, 0, '', '', '', '', ''],
      [4, 0, 12, 0, '', '', '', '', ''],
      [4, 0, 13, '很大', '', '', '', '', ''],
    ],
  },
  {
    name: '费用设置',
    headers: [
      ['费用编号'],
      ['收费项目', '费用名称'],
      ['计算公式', '公式'],
      ['计费单价', '单价'],
      ['固定费用'],
      ['缴费周期'],
    ],
    rows: [
      [1, '物业费', 1001, 2.35, 0, 12],
      [2, '垃圾费', '固定费用', '', 8, 1],
    ],
  },
  {
    name: '余额',
    headers: [
      ['房号', '房屋'],
      ['物业费已缴至', '物业费缴费到期日'],
      ['垃圾费欠费'],
      ['欠费期间', '账期'],
      ['预存金额', '预存款'],
    ],
    rows: [
      ['3-2-1501', '2024-06-30', 30, '2024-01-01~2024-03-31', ''],
      ['3-2-1502', '2023-12-31', '', '', 200],
    ],
  },
  {
    name: '收费台账',
    headers: [['房号'], ['收费日期', '缴费日期'], ['收据号'], ['物业费'], ['装修押金'], ['水费']],
    rows: [
      ['3-2-1501', '2021-03-01', '0001', 1200, 2000, ''],
      ['3-2-1501', '2021-04-01', '0002', '', -2000, 15],
      ['3-2-1502', '2021-03-02', '0003', -50, 500, ''],
      ['3-2-1502', '2021-03-02', '0003', -50, 500, ''],
    ],
  },
]

/** The same place, phone or amount as somebody else would write it. */
const spellings: [RegExp, (text: string) => string[]][] = [
  [
    /^(\d)-(\d)-(\d+)$/,
    text => [
      text,
      text.replace(/^(\d)-(\d)-(\d+)$/, '$1栋$2单元$3'),
      text.replace(/^(\d)-(\d)-(\d+)$/, '$1#$2-$3'),
      ` ${text} `,
    ],
  ],
  [/^1\d{10}$/, text => [text, text.replace(/(\d{3})(\d{4})/, '$1 $2 ')]],
  [/^\d{4}-\d\d-\d\d$/, text => [text, text.replaceAll('-', '/'), text.replace(/(\d+)-(\d+)-(\d+)/, '$1年$2月$3日')]],
  [/^-?\d{3,}$/, text => [text, text.replace(/[0-9]/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))]],
]

const any = <T>(list: readonly T[]) => fc.constantFrom(...list)

function spelt(cell: Cell): fc.Arbitrary<Cell> {
  const found = spellings.find(([pattern]) => pattern.test(String(cell)))
  return found && cell !== '0001' && cell !== '0002' && cell !== '0003'
    ? any(found[1](String(cell)))
    : fc.constant(cell)
}

const shuffledTable = ({ name, headers, rows }: Table) =>
  fc
    .record({
      order: fc.shuffledSubarray([...headers.keys()], { minLength: headers.length }),
      names: fc.tuple(...headers.map(any)),
      rows: fc
        .shuffledSubarray(rows, { minLength: rows.length })
        .chain(all => fc.tuple(...all.map(row => fc.tuple(...row.map(spelt))))),
      above: fc.integer({ min: 0, max: 3 }),
      gaps: fc.integer({ min: 0, max: 2 }),
      left: fc.integer({ min: 0, max: 2 }),
      width: fc.integer({ min: 1, max: 60 }),
    })
    .map(({ order, names, rows, above, gaps, left, width }) => {
      const shift = Array.from({ length: left }, () => '')
      const line = (cells: readonly Cell[]) => [...shift, ...order.map(at => cells[at] ?? '')]
      const data = rows.flatMap(row => [line(row), ...Array.from({ length: gaps }, () => [])])
      const titles = Array.from({ length: above }, () => ['某某花园'])
      const sheet = makeSheet([...titles, line(names), ...data, ['备注：以系统为准']], cells => {
        cells['!cols'] = order.map(() => ({ wch: width }))
      })
      return [name, sheet] as const
    })

const shuffledBook = fc
  .tuple(...tables.map(shuffledTable))
  .chain(sheets => fc.shuffledSubarray(sheets, { minLength: sheets.length }))
  .map(sheets => makeXlsx(Object.fromEntries(sheets)))

async function contentOf(bytes: Buffer): Promise<string[]> {
  const { records } = await readBytes(bytes)
  return records.map(({ row: _row, ...content }) => JSON.stringify(content)).sort()
}

describe('a workbook', () => {
  it('says the same whatever the order of its sheets, rows and columns, their widths and spellings', async () => {
    const plain = makeXlsx(
      Object.fromEntries(
        tables.map(({ name, headers, rows }) => [name, [headers.map(([first]) => first ?? ''), ...rows]]),
      ),
    )
    const expected = await contentOf(plain)
    const kinds = expected.map(text => /"kind":"(\w+)"/.exec(text)?.[1])
    const count = (kind: string) => kinds.filter(one => one === kind).length
    const of = ['fee_item', 'room', 'assignment', 'paid_through', 'arrears', 'prepayment', 'deposit', 'history']
    expect(of.map(count)).toEqual([2, 3, 3, 2, 1, 1, 2, 8])
    await fc.assert(
      fc.asyncProperty(shuffledBook, async bytes => {
        expect(await contentOf(bytes)).toEqual(expected)
      }),
      { numRuns: 25 },
    )
  })
})
