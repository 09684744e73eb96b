import { describe, expect, it } from 'vitest'
import { readBytes, recordsOf } from '../../test/readings'
import { makeSheet, makeXlsx } from '../../test/workbooks'
import { utils } from '@e965/xlsx'

const knownRooms = ['1-1-101', '1-1-102', '1-1-103', '2-0-201']
const knownFeeItems = ['物业服务费', '垃圾费', '水费']
const read = (sheets: Parameters<typeof makeXlsx>[0]) => readBytes(makeXlsx(sheets), { knownRooms, knownFeeItems })

describe('opening balances', () => {
  it('are 已缴至, 欠费 of a period, 预存, 押金 and the last reading, under headers of two rows', async () => {
    const sheet = makeSheet(
      [
        ['期初余额表（截至 2024-06-30）'],
        ['房号', '业主', '物业费', '', '', '', '垃圾费', '预存', '装修押金', '电表', '', '图例：红色为欠费'],
        ['', '', '已缴至', '欠费', '欠费开始', '欠费结束', '已缴至', '金额', '', '表号', '读数', ''],
        ['1-1-101', '张三', '2024-06-30', '', '', '', '2023/12/31', 200, 2000, 'D001', 1234.5],
        ['1-1-102', '甲/乙', '2023-12-31', 1286.4, '2023-07-01', '2023-12-31', '', '', '', '', ''],
        ['1-1-103', '李四', '长期', '', '', '', '', '', '', '', ''],
        ['2-0-201', '王五', '', 300, '', '', '', '', '', '', ''],
        ['小计', '', '', 1586.4, '', '', '', 200, 2000],
      ],
      cells => {
        cells['!merges'] = [utils.decode_range('C2:F2'), utils.decode_range('J2:K2')]
      },
    )
    const reading = await read({ 余额: sheet })
    expect(reading.tables.map(({ kind, headerRow }) => [kind, headerRow])).toEqual([
      ['balances', 3],
      ['meters', 3],
    ])
    expect(reading.problems.map(({ row, code }) => [row, code])).toEqual([
      [6, 'date_long_term'],
      [7, 'period_empty'],
    ])
    expect(recordsOf(reading, 'paid_through')).toEqual([
      { roomCode: '1-1-101', feeItemName: '物业服务费', paidThrough: '2024-06-30' },
      { roomCode: '1-1-101', feeItemName: '垃圾费', paidThrough: '2023-12-31' },
      { roomCode: '1-1-102', feeItemName: '物业服务费', paidThrough: '2023-12-31' },
    ])
    expect(recordsOf(reading, 'arrears')).toEqual([
      {
        roomCode: '1-1-102',
        feeItemName: '物业服务费',
        period: { from: '2023-07-01', to: '2023-12-31' },
        amountFen: 128_640,
        nth: 0,
      },
    ])
    expect(recordsOf(reading, 'prepayment')).toEqual([
      { roomCode: '1-1-101', amountFen: 20_000, payerName: '张三', nth: 0 },
    ])
    expect(recordsOf(reading, 'deposit')).toMatchObject([{ name: '装修押金', amountFen: 200_000 }])
    expect(recordsOf(reading, 'meter')).toEqual([
      { roomCode: '1-1-101', type: 'power', number: 'D001', reading: 1_234_500 },
    ])
    expect(reading.problems.map(({ row, code }) => [row, code])).toEqual([
      [6, 'date_long_term'],
      [7, 'period_empty'],
    ])
  })

  it('may be one item a row, or one column a fee of a list that calls itself one of debts', async () => {
    const long = await read({
      欠费: [
        ['房号', '收费项目', '欠费期间', '欠费金额', '欠费人'],
        ['1-1-101', '物业管理费', '2024年1月-3月', 300, '张三'],
        ['1-1-102', '没有的费', '2024年', 300, ''],
      ],
    })
    expect(recordsOf(long, 'arrears')).toEqual([
      {
        roomCode: '1-1-101',
        feeItemName: '物业服务费',
        period: { from: '2024-01-01', to: '2024-03-31' },
        amountFen: 30_000,
        payerName: '张三',
        nth: 0,
      },
    ])
    expect(long.problems.map(({ row, code }) => [row, code])).toEqual([[3, 'fee_unknown']])
    const wide = await read({
      Sheet1: [['欠费统计表'], ['房号', '所属期', '物业费', '垃圾费', '合计'], ['1-1-101', '2024年', 100, 20, 120]],
    })
    expect(wide.tables).toMatchObject([{ kind: 'balances', guessed: true }])
    expect(recordsOf(wide, 'arrears').map(({ feeItemName, amountFen }) => [feeItemName, amountFen])).toEqual([
      ['物业服务费', 10_000],
      ['垃圾费', 2000],
    ])
  })

  it('without a word of which fee is the property fee, marked as a guess', async () => {
    const { tables, records } = await read({
      余额: [
        ['房号', '已缴至'],
        ['1-1-101', '2024-06-30'],
      ],
    })
    expect(records).toMatchObject([{ kind: 'paid_through', feeItemName: '物业服务费' }])
    expect(tables[0]?.columns[1]).toMatchObject({ field: 'paidThrough', feeName: '物业服务费', guessed: true })
    expect(tables[0]?.sentence).toContain('没有写是哪项费用')
  })

  it('of a room that is not there say that, and nothing more', async () => {
    const { problems } = await read({
      余额: [
        ['房号', '收费项目', '已缴至', '欠费', '预存', '装修押金'],
        ['9-9-909', '物业服务费', '2024-06-30', 300, 5, 6],
      ],
    })
    expect(problems.map(({ row, code }) => [row, code])).toEqual([[2, 'place_unknown']])
  })

  it('of one room that contradict each other are all refused', async () => {
    const { problems, records } = await read({
      余额: [
        ['房号', '已缴至'],
        ['1-1-101', '2024-06-30'],
        ['1-1-101', '2024-12-31'],
        ['1-1-102', '2024-06-30'],
        ['1-1-102', '2024-06-30'],
      ],
    })
    expect(records.map(({ row }) => row)).toEqual([4])
    expect(problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'row_differs'],
      [3, 'row_differs'],
      [5, 'duplicate'],
    ])
  })
})

describe('a list of meters', () => {
  it('has one meter a row or one kind a column', async () => {
    const reading = await read({
      水表: [
        ['房号', '表类型', '表号', '倍率', '表底', '抄表日期'],
        ['1-1-101', '冷水表', 'S1', 1, 12.345, '2024-06-30'],
        ['1-1-102', '天线', 'S2', '', 1, ''],
        ['1-1-103', '电表', '1.2E+17', '', '', ''],
      ],
      各表: [
        ['房号', '冷水表号', '冷水表读数', '电表号', '电表读数', '电表倍率'],
        ['1-1-102', 'L2', 7, 'D2', 8, 10],
      ],
    })
    expect(recordsOf(reading, 'meter')).toEqual([
      {
        roomCode: '1-1-101',
        type: 'cold_water',
        number: 'S1',
        multiplier: 10_000,
        reading: 12_345,
        readOn: '2024-06-30',
      },
      { roomCode: '1-1-102', type: 'cold_water', number: 'L2', reading: 7000 },
      { roomCode: '1-1-102', type: 'power', number: 'D2', multiplier: 100_000, reading: 8000 },
    ])
    expect(reading.problems.map(({ row, code }) => [row, code])).toEqual([
      [3, 'meter_type_unknown'],
      [4, 'number_rounded'],
    ])
  })
})
