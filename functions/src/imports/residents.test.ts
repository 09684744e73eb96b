import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBytes, recordsOf } from '../../test/readings'
import { makeIdNumber, makeXlsx } from '../../test/workbooks'

const header = ['房号', '建筑面积', '交付日期', '姓名', '住户关系', '手机号', '身份证号']
const read = (rows: string[][], knownRooms: string[] = []) =>
  readBytes(makeXlsx({ 房屋: [header, ...rows] }), { knownRooms })
const codes = ({ problems }: Awaited<ReturnType<typeof read>>) => problems.map(({ row, code }) => [row, code])

describe('a room table with one row for each person', () => {
  const rows = [
    ['1-1-101', '89.5', '2020-06-10', '李小红', '业主', '13800000001', makeIdNumber(1)],
    ['1-1-101', '89.50', '2020/6/10', '王强', '共有人', '13800000002', ''],
    ['1-1-101', '89.5', '2020-06-10', '赵云', '租户', '13800000003', ''],
    ['1-1-101', '89.5', '2020-06-10', '李小小', '家属', '', ''],
    ['1-1-101', '89.5', '2020-06-10', '王强', '共有人', '13800000002', ''],
    ['1-1-102', '70', '', '孙丽', '租户', '13800000004', ''],
  ]

  it('is rooms with joint owners, and with those who live there; whoever stands twice is there once', async () => {
    const reading = await read(rows)
    expect(recordsOf(reading, 'room')).toMatchObject([
      {
        code: '1-1-101',
        areas: { built: 8950 },
        status: 'occupied',
        ownerName: '李小红',
        idNumber: makeIdNumber(1),
        coOwners: [{ name: '王强', phone: '13800000002' }],
      },
      { code: '1-1-102', status: 'rented' },
    ])
    expect(recordsOf(reading, 'room')[1]).not.toHaveProperty('ownerName')
    expect(recordsOf(reading, 'residents')).toMatchObject([
      {
        roomCode: '1-1-101',
        people: [
          { name: '赵云', role: 'tenant', phone: '13800000003' },
          { name: '李小小', role: 'family' },
        ],
      },
      { roomCode: '1-1-102', people: [{ name: '孙丽', role: 'tenant' }] },
    ])
    expect(codes(reading)).toEqual([2, 3, 4, 5, 6].map(row => [row, 'co_owner_rows']))
    expect(reading.problems[1]?.reason).toContain('李小红、王强、赵云、李小小')
    expect(reading.tables[0]?.counts).toMatchObject({ ready: 6, bad: 0, duplicate: 0 })
  })

  it('keeps the shares of joint owners, and since when and until when a tenant rents', async () => {
    const head = [...header, '产权份额', '租期起', '租期止']
    const people = [
      ['1-1-101', '89.5', '', '李小红', '业主', '', '', '60%', '', ''],
      ['1-1-101', '89.5', '', '王强', '共有人', '', '', '2/5', '', ''],
      ['1-1-101', '89.5', '', '赵云', '租户', '', '', '', '2026-03-01', '2027/2/28'],
      ['1-1-102', '70', '', '孙丽', '租户', '', '', '', '2026-03-01', '2025-02-28'],
      ['1-1-103', '70', '', '周杰', '业主', '', '', '一半', '', ''],
    ]
    const reading = await readBytes(makeXlsx({ 房屋: [head, ...people] }))
    expect(recordsOf(reading, 'room')).toMatchObject([
      { code: '1-1-101', ownerName: '李小红', ownerShareBp: 6000, coOwners: [{ name: '王强', shareBp: 4000 }] },
    ])
    expect(recordsOf(reading, 'residents')).toMatchObject([
      { people: [{ name: '赵云', role: 'tenant', from: '2026-03-01', to: '2027-02-28' }] },
    ])
    expect(codes(reading).filter(([row]) => Number(row) > 4)).toEqual([
      [5, 'lease_order'],
      [6, 'share_form'],
    ])
    expect(reading.tables[0]?.columns.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['share', 'leaseFrom', 'leaseTo']),
    )
  })

  it('says where shares do not make the whole, and takes them as they are written', async () => {
    const head = ['房号', '建筑面积', '姓名', '产权份额']
    const reading = await readBytes(
      makeXlsx({
        房屋: [
          head,
          ['1-1-101', '80', '甲明、乙明、丙明', '1/3、1/3、1/3'],
          ['1-1-102', '80', '甲红、乙红', '50%、40%'],
          ['1-1-103', '80', '丁红', '50%'],
          ['1-1-104', '80', '戊红', '共同共有'],
          ['1-1-105', '80', '己红', '60%'],
          ['1-1-105', '80', '庚红', ''],
        ],
      }),
    )
    const said = reading.problems.filter(({ code }) => code === 'share_sum')
    expect(said.map(({ row, severity, value }) => [row, severity, value])).toEqual([
      [3, 'warning', '50%、40%'],
      [4, 'warning', '50%'],
      [6, 'warning', '60%'],
    ])
    expect(said[0]?.reason).toContain('加起来是 90%，不是 100%')
    expect(recordsOf(reading, 'room')[1]).toMatchObject({ ownerShareBp: 5000, coOwners: [{ shareBp: 4000 }] })
  })

  it('says the same in any order of rows', async () => {
    const expected = (await read(rows)).records.map(({ sheet: _sheet, row: _row, ...content }) => content)
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async shuffled => {
        const { records } = await read(shuffled)
        const said = records.map(({ sheet: _sheet, row: _row, ...content }) => JSON.stringify(content))
        expect(said.toSorted()).toEqual(expected.map(content => JSON.stringify(content)).toSorted())
      }),
      { numRuns: 20 },
    )
  })

  it.each([
    ['another area', ['1-1-101', '90', '2020-06-10', '王强', '业主', '', '']],
    ['another day', ['1-1-101', '89.5', '2020-06-11', '王强', '业主', '', '']],
    ['one name with two numbers', ['1-1-101', '89.5', '2020-06-10', '李小红', '业主', '13900000009', '']],
    ['nobody', ['1-1-101', '89.5', '2020-06-10', '', '', '', '']],
  ])('is refused where rows of one room say %s', async (_, other) => {
    const reading = await read([rows[0] ?? [], other])
    expect(reading.records).toEqual([])
    expect(codes(reading)).toEqual([
      [2, 'row_differs'],
      [3, 'row_differs'],
    ])
  })
})

describe("a sheet of people whose rooms are the system's", () => {
  const people = (...rows: string[][]) =>
    readBytes(makeXlsx({ 住户: [['房号', '姓名', '住户关系', '手机号'], ...rows] }), {
      knownRooms: ['1-1-101', '1-1-102'],
    })

  it('gives each room its owners, tenants and family', async () => {
    const reading = await people(
      ['1-1-101', '赵云', '租户', '13800000003'],
      ['1-1-101', '王强', '业主', '13800000002'],
      ['1-1-101', '李小红', '业主', '13800000001'],
      ['1-1-102', '李小小', '家属', ''],
      ['1-1-103', '钱七', '业主', ''],
    )
    expect(recordsOf(reading, 'residents')).toMatchObject([
      {
        roomCode: '1-1-101',
        people: [
          { name: '李小红', role: 'owner', phone: '13800000001' },
          { name: '王强', role: 'owner' },
          { name: '赵云', role: 'tenant' },
        ],
      },
      { roomCode: '1-1-102', people: [{ name: '李小小', role: 'family' }] },
    ])
    expect(codes(reading)).toEqual([[6, 'place_unknown']])
  })

  it('waits with a room until all of its people are right', async () => {
    const reading = await people(['1-1-101', '王强', '业主', '138'], ['1-1-101', '李小红', '业主', '13800000001'])
    expect(reading.records).toEqual([])
    expect(codes(reading)).toEqual([
      [2, 'phone_not_mobile'],
      [3, 'owner_row_bad'],
    ])
  })
})

describe('people of a file that has their rooms', () => {
  const both = (owner: string) =>
    makeXlsx({
      房屋: [
        ['房号', '建筑面积', '业主姓名'],
        ['1-1-101', '80', owner],
      ],
      人员: [
        ['房号', '姓名', '人员类型', '手机号'],
        ['1-1-101', '李小红', '业主', '13800000001'],
        ['1-1-101', '赵云', '租客', '13800000003'],
      ],
    })

  it('join their rows: owners with the room, tenants beside it', async () => {
    const reading = await readBytes(both('李小红'))
    expect(recordsOf(reading, 'room')).toMatchObject([{ ownerName: '李小红', phone: '13800000001' }])
    expect(recordsOf(reading, 'residents')).toMatchObject([{ people: [{ name: '赵云', role: 'tenant' }] }])
    expect(reading.problems).toEqual([])
  })

  it('whom the room does not name are said, not dropped', async () => {
    const reading = await readBytes(both('王强'))
    expect(reading.problems).toMatchObject([{ sheet: '房屋', row: 2, code: 'owner_elsewhere', severity: 'warning' }])
    expect(reading.problems[0]?.reason).toContain('李小红')
  })
})
