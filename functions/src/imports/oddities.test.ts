import { describe, expect, it } from 'vitest'
import { readBytes, recordsOf } from '../../test/readings'
import { makeCsv, makeIdNumber, makeSheet, makeXls, makeXlsx, makeZip, type SheetRows } from '../../test/workbooks'
import { openZip } from './zip-archive'

const header = ['房号', '建筑面积', '业主', '手机号', '身份证号']

describe('hidden rows, columns and sheets', () => {
  const hiding = () =>
    makeSheet(
      [header, ['1-1-101', 90, '张三', 13_800_000_001], ['1-1-102', 91, '李四', ''], ['1-1-103', 92, '王五', '']],
      cells => {
        cells['!rows'] = [{}, {}, { hidden: true }]
        cells['!cols'] = [{ wch: 9 }, { wch: 9 }, { wch: 9 }, { wch: 9, hidden: true }]
      },
    )

  it('rows are read and counted, and can be left out; columns are read and named; sheets are not read', async () => {
    const bytes = makeXlsx({ 房屋: hiding(), 旧表: [header, ['1-1-104', 90]] }, { hidden: ['旧表'] })
    const read = await readBytes(bytes)
    expect(read.tables).toMatchObject([
      {
        sheet: '房屋',
        kind: 'rooms',
        counts: { ready: 3, hidden: 1 },
        sentence: expect.stringContaining('1 行是隐藏的'),
      },
      { sheet: '旧表', kind: 'skip', hidden: true, sentence: expect.stringContaining('隐藏') },
    ])
    expect(read.tables[0]?.columns.map(({ hidden }) => hidden)).toEqual([false, false, false, true, false])
    expect(recordsOf(read, 'room')[0]).toMatchObject({ phone: '13800000001' })
    const skipped = await readBytes(bytes, {
      tables: [
        { sheet: '房屋', kind: 'rooms', hiddenRows: 'skip' },
        { sheet: '旧表', kind: 'rooms' },
      ],
    })
    expect(recordsOf(skipped, 'room').map(({ code }) => code)).toEqual(['1-1-101', '1-1-103', '1-1-104'])
    expect(skipped.tables[0]).toMatchObject({ counts: { ready: 2, hidden: 1 } })
  })
})

describe('cells', () => {
  it('of people: two names, full-width digits, numbers for phones, rounded and wrong ID numbers, organisations', async () => {
    const rows: SheetRows = [
      header,
      [
        '１－１－１０１ ',
        '８９．５６',
        '甲/乙 ',
        '１３８０００００００１/13800000002',
        `${makeIdNumber(1)}/${makeIdNumber(2)}`,
      ],
      ['1-1-102', 0, '某某商贸有限公司', 13_800_000_003, ''],
      ['1-1-103', 90, '张三', '', 110_101_199_003_070_020],
      ['1-1-104', 90, '李四', '', '110101199003070000'],
      ['1-1-105', 90, '王五', '12345', '110101199003070012'],
      ['1-1-106', 90, '赵 六', '', '110101900307002'],
    ]
    for (const bytes of [makeXlsx({ 房屋: rows }), makeXls({ 房屋: rows })]) {
      const reading = await readBytes(bytes)
      expect(recordsOf(reading, 'room')).toMatchObject([
        {
          code: '1-1-101',
          areas: { built: 8956 },
          ownerName: '甲',
          phone: '13800000001',
          idNumber: makeIdNumber(1),
          coOwners: [{ name: '乙', phone: '13800000002', idNumber: makeIdNumber(2) }],
        },
        { code: '1-1-102', areas: { built: 0 }, ownerKind: 'organisation', phone: '13800000003' },
      ])
      const errors = reading.problems.filter(({ severity }) => severity === 'error')
      expect(errors.map(({ row, column, code }) => [row, column, code])).toEqual([
        [4, '身份证号', 'id_rounded'],
        [5, '身份证号', 'id_rounded'],
        [6, '手机号', 'phone_not_mobile'],
        [6, '身份证号', 'id_checksum'],
        [7, '身份证号', 'id_fifteen'],
      ])
      expect(errors[0]?.reason).toContain('设为文本')
    }
  })

  it('with formulas give their kept value, and nothing is ever fetched; without one they are refused', async () => {
    const sheet = makeSheet(
      [header, ['1-1-101', 1, '张三'], ['1-1-102', 90, '李四'], ['1-1-103', 90, '王五']],
      cells => {
        cells.B2 = { t: 'n', v: 89.56, f: 'WEBSERVICE("http://127.0.0.1:9/area")' }
        cells.B3 = { t: 'n', v: 90.5, f: "'[1]Sheet1'!$A$1" }
        cells.C4 = { t: 's', v: '王五', f: 'HYPERLINK("http://127.0.0.1:9","王五")' }
      },
    )
    const zip = openZip(makeXlsx({ 房屋: sheet }))
    const members = Object.fromEntries(zip.names.map(name => [name, zip.read(name) ?? Buffer.alloc(0)]))
    const link =
      '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    const reading = await readBytes(makeZip({ ...members, 'xl/externalLinks/externalLink1.xml': Buffer.from(link) }))
    expect(recordsOf(reading, 'room').map(({ areas, ownerName }) => [areas.built, ownerName])).toEqual([
      [8956, '张三'],
      [9050, '李四'],
      [9000, '王五'],
    ])
    const csv = [
      header,
      ['1-1-101', "=cmd|'/c calc'!A1", '张三', '', ''],
      ['1-1-102', '90', '=WEBSERVICE("http://127.0.0.1:9")', '', ''],
    ]
    const refused = await readBytes(makeCsv(csv, 'utf-8'))
    expect(refused.problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'formula_no_value'],
      [3, 'formula_no_value'],
    ])
  })

  it('that say 长期 are an open end where a date may be open, and no date elsewhere', async () => {
    const reading = await readBytes(
      makeXlsx({
        车位: [
          ['车位号', '租售方式', '开始时间', '结束时间', '业主', '车牌号'],
          ['A1', '出租', '2024-01-01', '长期', '张三', '京A12345、京AD12345'],
          ['A2', '出售', '长期', '', '李四', '无牌'],
          ['A3', '空闲', '', '', '', '12345'],
          ['A1', '出售', '', '', '张三', ''],
        ],
      }),
    )
    expect(reading.tables).toMatchObject([{ kind: 'spaces', guessed: false }])
    expect(reading.records).toEqual([])
    expect(reading.problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'row_differs'],
      [3, 'date_long_term'],
      [4, 'plate_form'],
      [5, 'row_differs'],
    ])
  })
})

describe('a row whose words are too long for what they say', () => {
  it('is refused by itself, and ends nothing else', async () => {
    const book = makeXlsx({
      余额: [
        ['房号', '押金', '费用名称'],
        ['1-1-101', 100, '押'.repeat(41)],
        ['1-1-102', 100, '装修押金'],
      ],
      '(((': [['('.repeat(30_000), '[', '面积']],
    })
    const reading = await readBytes(book, { knownRooms: ['1-1-101', '1-1-102'] })
    expect(recordsOf(reading, 'deposit')).toMatchObject([{ roomCode: '1-1-102', name: '装修押金' }])
    expect(reading.problems.map(({ row, code }) => [row, code])).toEqual([[2, 'row_form']])
  })
})

describe('people who may be the same', () => {
  it('are warned of, and never joined by a guess', async () => {
    const reading = await readBytes(
      makeXlsx({
        房屋: [
          header,
          ['1-1-101', 90, '张三', '13800000001', makeIdNumber(1)],
          ['1-1-102', 90, '张三', '13800000001', makeIdNumber(1)],
          ['1-1-103', 90, '张山', '', makeIdNumber(1)],
          ['1-1-104', 90, '张叁', '13800000001', ''],
          ['1-1-105', 90, '李四', '13800000001', ''],
          ['1-1-106', 90, '王五/王五', '', ''],
        ],
      }),
    )
    expect(recordsOf(reading, 'room')).toHaveLength(6)
    expect(
      reading.problems
        .filter(({ code }) => code !== 'co_owners')
        .map(({ row, code, severity }) => [row, code, severity]),
    ).toEqual([
      [4, 'person_same_id', 'warning'],
      [5, 'person_same_phone', 'warning'],
      [7, 'person_same_room', 'warning'],
    ])
  })
})

describe('owners', () => {
  it('of another sheet are found by their room, and a bad row of theirs keeps the room waiting', async () => {
    const reading = await readBytes(
      makeXlsx({
        业主: [
          ['房号', '姓名', '电话', '证件号码'],
          ['1栋1单元101', '张三', '13800000001', ''],
          ['1-1-102', '李四', '', '110101199003070000'],
          ['7-7-777', '王五', '13800000003', ''],
        ],
        房屋: [
          ['楼栋', '单元', '房号', '面积'],
          [1, 1, 101, 90],
          [1, 1, 102, 91],
          [1, 1, 103, 92],
        ],
      }),
    )
    expect(recordsOf(reading, 'room').map(({ code, ownerName, phone }) => [code, ownerName, phone])).toEqual([
      ['1-1-101', '张三', '13800000001'],
      ['1-1-103', undefined, undefined],
    ])
    expect(reading.problems.map(({ sheet, row, code }) => [sheet, row, code])).toEqual([
      ['业主', 3, 'id_rounded'],
      ['业主', 4, 'place_unknown'],
      ['房屋', 3, 'owner_row_bad'],
    ])
  })
})

describe('rows that wait for others', () => {
  it('say which row of the room must be put right first', async () => {
    const reading = await readBytes(
      makeXlsx({
        房屋: [
          ['房号', '建筑面积'],
          ['1-1-101', '很大'],
          ['1-1-102', 90],
        ],
        水表: [
          ['房号', '水表读数'],
          ['1-1-101', 5],
          ['1-1-102', 6],
        ],
      }),
    )
    expect(recordsOf(reading, 'meter')).toMatchObject([{ roomCode: '1-1-102' }])
    expect(
      reading.problems.map(({ sheet, row, code, reason }) => [sheet, row, code, reason.includes('“房屋”第 2 行')]),
    ).toEqual([
      ['房屋', 2, 'area_not_number', false],
      ['水表', 2, 'room_row_bad', true],
    ])
  })
})
