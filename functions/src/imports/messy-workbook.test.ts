import { utils } from '@e965/xlsx'
import { ImportRecord } from '@linli/shared/imports/record'
import { describe, expect, it } from 'vitest'
import { readBytes, recordsOf } from '../../test/readings'
import { makeCsv, makeSheet, makeXlsx } from '../../test/workbooks'

const rows = [
  ['某某花园房屋台账（2026 年）'],
  ['填表说明：', '房号写成 3-2-1501'],
  ['房屋', '', '', '面积', '', '交房日期', '业主', '', '', '', '图例'],
  ['楼号', '单元', '房 号', '建筑(㎡)', '套内', '', '姓名', '手机号', '身份证号', '', '黄色：空置'],
  ['3栋', '2', '1501', '89.56', '75', '2020-06-10', '张三', '13800138000', '11010519491231002X', '', '红色：欠费'],
  ['', '', '3栋2单元1502', '１００', '', '2020年6月10日', '甲/乙', '', ''],
  ['', '2', '1503', '89.555', '', '43992', '李四', '13900139000'],
  [],
  ['小计', '', '', '279.12'],
  ['3栋', '2', '1501', '89.56', '', '', '王五'],
  ['3栋', '2', '1504-1506', '300', '', '', '赵六'],
  ['3栋', '2', '1507', '90', '', '长期', '钱七', '', '110105194912310000'],
  ['5', '0', '12', '0', '', '', '某某商贸有限公司'],
  ['制表人：王经理'],
]

const asXlsx = () => {
  const sheet = makeSheet(rows, cells => {
    cells['!merges'] = ['A1:K1', 'A3:C3', 'D3:E3', 'F3:F4', 'G3:I3', 'A5:A7'].map(range => utils.decode_range(range))
    cells.F7 = { t: 'n', v: 43_992, z: 'yyyy/m/d' }
    cells.H5 = { t: 'n', v: 13_800_138_000 }
  })
  return makeXlsx({ 说明: [['请先阅读']], 台账: sheet })
}

describe('a ledger as it really comes', () => {
  it.each<[string, () => Buffer]>([
    ['.xlsx with merged cells', asXlsx],
    [
      '.csv in GBK',
      () =>
        makeCsv(
          rows.map((row, at) => (at === 5 || at === 6 ? ['3栋', ...row.slice(1)] : row)),
          'gbk',
        ),
    ],
  ])('%s: every row is a room, a problem with its reason, or known to hold no room', async (_, bytes) => {
    const reading = await readBytes(bytes())
    const table = reading.tables.find(({ kind }) => kind === 'rooms')
    expect(table?.headerRow).toBe(4)
    expect(table?.counts).toMatchObject({ ready: 3, warned: 2, bad: 2, duplicate: 2, blank: 1, subtotal: 1, note: 1 })
    expect(
      recordsOf(reading, 'room').map(({ code, areas, handoverDate }) => [code, areas.built, handoverDate]),
    ).toEqual([
      ['3-2-1502', 10_000, '2020-06-10'],
      ['3-2-1503', 8956, '2020-06-10'],
      ['5-0-12', 0, undefined],
    ])
    for (const record of reading.records) expect(ImportRecord.safeParse(record).error).toBeUndefined()
    expect(reading.problems.map(({ row, column, code }) => [row, column, code])).toEqual([
      [5, '房 号', 'row_differs'],
      [6, '业主 姓名', 'co_owners'],
      [7, '面积 建筑(㎡)', 'area_rounded'],
      [10, '房 号', 'row_differs'],
      [11, '房 号', 'room_range'],
      [12, '业主 身份证号', 'id_rounded'],
      [12, '交房日期', 'date_long_term'],
    ])
    expect(reading.badRows.map(({ row, problems }) => [row, problems.length])).toEqual([
      [5, 1],
      [10, 1],
      [11, 1],
      [12, 2],
    ])
    expect(reading.totals?.sheetTotals).toMatchObject([
      { row: 9, label: '小计', column: '面积 建筑(㎡)', unit: 'm2x100', sheetSum: 27_912, oursSum: 18_956 },
    ])
  })
})
