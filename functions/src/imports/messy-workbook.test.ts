import { utils } from '@e965/xlsx'
import { findRoomSheet } from '@linli/shared/imports/columns'
import { readRooms } from '@linli/shared/imports/read-rooms'
import { RoomRow, type Sheet } from '@linli/shared/imports/schema'
import { describe, expect, it } from 'vitest'
import { makeCsv, makeSheet, makeXlsx } from '../../test/workbooks'
import { parseWorkbook } from './parse-workbook'
import { problemSheet } from './problem-sheet'

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

async function sheetsOf(bytes: Buffer): Promise<Sheet[]> {
  const sheets: Sheet[] = []
  for await (const { name, rows } of parseWorkbook(bytes).sheets) sheets.push({ name, rows: [...rows()] })
  return sheets
}

async function roomsOf(bytes: Buffer) {
  const found = findRoomSheet(await sheetsOf(bytes))
  if (!found?.header.ok) throw new Error('no usable header')
  const { columns, firstData, headerRow } = found.header
  return { columns, headerRow, ...readRooms(found.sheet.rows.slice(firstData), columns) }
}

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
    const reading = await roomsOf(bytes())
    expect(reading.headerRow).toBe(4)
    expect(reading.counts).toEqual({ ready: 4, warned: 2, bad: 2, duplicate: 1, blank: 1, subtotal: 1, note: 1 })
    expect(reading.rooms.map(({ row, code, areas, handoverDate }) => [row, code, areas.built, handoverDate])).toEqual([
      [5, '3-2-1501', 8956, '2020-06-10'],
      [6, '3-2-1502', 10_000, '2020-06-10'],
      [7, '3-2-1503', 8956, '2020-06-10'],
      [13, '5-0-12', 0, undefined],
    ])
    for (const room of reading.rooms) expect(RoomRow.safeParse(room).error).toBeUndefined()
    expect(reading.problems.map(({ row, column, code }) => [row, column, code])).toEqual([
      [6, '业主 姓名', 'co_owners'],
      [7, '面积 建筑(㎡)', 'area_rounded'],
      [10, '房 号', 'duplicate'],
      [11, '房 号', 'room_range'],
      [12, '业主 身份证号', 'id_rounded'],
      [12, '交房日期', 'date_long_term'],
    ])
  })

  it('gives its bad rows back as a file that can be corrected and imported', async () => {
    const { columns, badRows } = await roomsOf(asXlsx())
    const again = await roomsOf(problemSheet(columns, badRows))
    expect(again.counts).toMatchObject({ ready: 1, bad: 2, duplicate: 0 })
    expect(again.problems.map(({ code }) => code)).toEqual(['room_range', 'id_rounded', 'date_long_term'])
  })
})
