import { ImportRecord } from '@linli/shared/imports/record'
import { describe, expect, it } from 'vitest'
import { readBytes, recordsOf } from '../../test/readings'
import { makeXlsx, type SheetRows } from '../../test/workbooks'

const knownRooms = ['1-1-101', '1-1-102', '1-1-103', '2-0-201']
const knownFeeItems = ['物业服务费', '垃圾费', '水费']
const read = (sheets: Parameters<typeof makeXlsx>[0]) => readBytes(makeXlsx(sheets), { knownRooms, knownFeeItems })

describe('a history of payments', () => {
  const rows: SheetRows = [
    '房屋 收费项目 缴费周期 开始时间 结束时间 缴费时间 应缴金额 实缴金额 收银员 备注'.split(' '),
    ['1-1-101', '物业费', 12, 43_831, 44_196, 43_992.5, 1286.4, 1286.4, '小王', ''],
    ['1栋1单元102', '物业费', 12, '2020-01-01', '2020-12-31', '2020-06-11 10:20:30', 1000, '1,000.005', '小王', '现金'],
    ['1-1-103', '装修押金', '', '', '', '2020-06-12', '', 2000, '', ''],
    ['1-1-103', '物业费', 12, '', '', '2020-06-12', '', '', '', ''],
    ['1-2-101', '物业费', 12, '', '', '2020-06-12', 100, 100, '', ''],
    ['合计', '', '', '', '', '', 2286.4, 4386.41, '', ''],
  ]

  it('is read with dates that are numbers, each payment where it belongs and none turned into a bill', async () => {
    const reading = await read({ 缴费记录: rows })
    expect(reading.tables).toMatchObject([
      { kind: 'history', guessed: false, counts: { ready: 3, warned: 1, bad: 2, subtotal: 1 } },
    ])
    for (const record of reading.records) expect(ImportRecord.safeParse(record).error).toBeUndefined()
    expect(recordsOf(reading, 'history')).toEqual([
      {
        roomCode: '1-1-101',
        feeItemName: '物业费',
        period: { from: '2020-01-01', to: '2020-12-31' },
        paidOn: '2020-06-10',
        dueFen: 128_640,
        paidFen: 128_640,
        cashier: '小王',
        nth: 0,
      },
      expect.objectContaining({ roomCode: '1-1-102', paidOn: '2020-06-11', paidFen: 100_001, note: '现金' }),
      { roomCode: '1-1-103', feeItemName: '装修押金', paidOn: '2020-06-12', paidFen: 200_000, nth: 0 },
    ])
    expect(recordsOf(reading, 'deposit')).toEqual([
      { roomCode: '1-1-103', name: '装修押金', amountFen: 200_000, paidOn: '2020-06-12', nth: 0 },
    ])
    expect(reading.problems.map(({ row, code }) => [row, code])).toEqual([
      [3, 'amount_rounded'],
      [5, 'amount_empty'],
      [6, 'place_unknown'],
    ])
    expect(reading.problems[2]?.suggestions?.map(({ code }) => code)).toContain('1-1-101')
    expect(reading.totals?.sheetTotals).toMatchObject([
      { row: 7, label: '合计', column: '应缴金额', sheetSum: 228_640, oursSum: 228_640 },
      { row: 7, label: '合计', column: '实缴金额', sheetSum: 438_641, oursSum: 428_641 },
    ])
    expect(reading.totals?.byItem).toContainEqual({
      kind: 'history',
      name: '物业费',
      building: '1',
      count: 2,
      amountFen: 228_641,
    })
  })

  it('with one column a fee takes each amount, reversals with their sign, and holds deposits until they are refunded', async () => {
    const wide: SheetRows = [
      ['某某小区收费台账'],
      '房号 业主 收费日期 收据号 物业费 垃圾费 装修押金 水卡押金 出入证 合计'.split(' '),
      ['1-1-101', '张三', '2021-03-01', '0001', 1200, 96, 2000, 100, 10, 3406],
      ['1-1-101', '张三', '2021-09-01', '0002', '', '', -2000, '', '', -2000],
      ['1-1-102', '李四', '2021-03-02', '0003', 1000, 0, 1000, '', '', 2001],
      ['1-1-102', '李四', '2021-04-02', '0004', -1000, '', -300, '', '', -1300],
      ['1-1-103', '', '2021-04-03', '0005', '', '', -50, '', '', -50],
      ['小计', '', '', '', 1200, 96, 650, 100, 10, 2057],
    ]
    const reading = await read({ 台账: wide })
    expect(reading.tables).toMatchObject([{ kind: 'history', guessed: false, headerRow: 2 }])
    expect(
      recordsOf(reading, 'history').map(({ roomCode, feeItemName, paidFen }) => [roomCode, feeItemName, paidFen]),
    ).toEqual([
      ['1-1-101', '物业费', 120_000],
      ['1-1-101', '垃圾费', 9600],
      ['1-1-101', '出入证', 1000],
      ['1-1-101', '装修押金', 200_000],
      ['1-1-101', '水卡押金', 10_000],
      ['1-1-101', '装修押金', -200_000],
      ['1-1-102', '物业费', 100_000],
      ['1-1-102', '装修押金', 100_000],
      ['1-1-102', '物业费', -100_000],
      ['1-1-102', '装修押金', -30_000],
    ])
    expect(recordsOf(reading, 'deposit')).toEqual([
      {
        roomCode: '1-1-101',
        name: '水卡押金',
        amountFen: 10_000,
        payerName: '张三',
        paidOn: '2021-03-01',
        receiptNumber: '0001',
        nth: 0,
      },
      {
        roomCode: '1-1-102',
        name: '装修押金',
        amountFen: 70_000,
        payerName: '李四',
        paidOn: '2021-03-02',
        receiptNumber: '0003',
        nth: 0,
      },
    ])
    expect(reading.problems.map(({ row, code, severity }) => [row, code, severity])).toEqual([
      [5, 'row_total_differs', 'warning'],
      [7, 'refund_exceeds', 'error'],
    ])
  })

  it('under a group names a fee as its own column does: 押金 and 各项费用 above it add nothing', async () => {
    const reading = await read({
      台账: [
        ['房号', '收费日期', '各项费用', '', '押金', ''],
        ['', '', '物业费', '垃圾费', '装修押金', '水卡'],
        ['1-1-101', '2021-03-01', 1200, 96, 2000, 100],
      ],
    })
    expect(
      recordsOf(reading, 'history')
        .map(({ feeItemName }) => feeItemName)
        .toSorted(),
    ).toEqual(['垃圾费', '水卡押金', '物业费', '装修押金'])
    expect(recordsOf(reading, 'deposit').map(({ name }) => name)).toEqual(['装修押金', '水卡押金'])
  })

  it('numbers equal rows and says so; a payment of several rooms is found at each and counted once', async () => {
    const reading = await read({
      缴费: [
        ['房号', '收费项目', '实收金额', '收费日期'],
        ['1-1-101', '停车费', 10, '2021-01-01'],
        ['1-1-101', '停车费', 10, '2021-01-01'],
        ['1-1-101-103', '物业费', 300, '2021-01-01'],
      ],
    })
    expect(recordsOf(reading, 'history').map(({ nth }) => nth)).toEqual([0, 1, 0, 0, 0])
    expect(reading.problems.map(({ row, code }) => [row, code])).toEqual([[3, 'equal_row']])
    expect(recordsOf(reading, 'history').slice(2)).toMatchObject([
      { roomCode: '1-1-101', paidFen: 30_000, note: '连同 1-1-102、1-1-103' },
      { roomCode: '1-1-102', paidFen: 0, note: '金额记在 1-1-101' },
      { roomCode: '1-1-103', paidFen: 0, note: '金额记在 1-1-101' },
    ])
  })
})
