import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkColumns, fieldOfHeader, findHeader, findRoomSheet } from './columns'
import { RoomField, type SheetRow } from './schema'
import { roomFieldNames } from './words'

const sheet = (...rows: string[][]): SheetRow[] => rows.map((cells, at) => ({ row: at + 1, cells }))
const fields = (rows: SheetRow[]) =>
  Object.fromEntries(findHeader(rows).columns.flatMap(({ index, field }) => (field ? [[field, index]] : [])))

const flat = [
  '楼号',
  '单元',
  '房间',
  '楼层',
  '总层数',
  '建筑面积',
  '室内面积',
  '租金',
  '房屋状态',
  '业主名称',
  '手机号',
  '身份证号',
  '业主类型',
]

describe('findHeader', () => {
  it('reads the flat sheet of the most widespread open system', () => {
    expect(findHeader(sheet(flat, ['3', '2', '1501']))).toMatchObject({ ok: true, headerRow: 1, firstData: 1 })
    expect(fields(sheet(flat))).toEqual({
      building: 0,
      unit: 1,
      room: 2,
      floor: 3,
      builtArea: 5,
      innerArea: 6,
      status: 8,
      ownerName: 9,
      phone: 10,
      idNumber: 11,
      ownerType: 12,
    })
  })

  it('finds the header below a title and notes, and not beyond row 20', () => {
    const title = [['某某花园房屋台账'], ['填表说明：', '房号写成 3-2-1501'], ['制表人', '张三', '电话', '13800138000']]
    const found = findHeader(sheet(...title, ['房号', '建筑面积', '业主'], ['3-2-1501', '89.56', '李四']))
    expect(found).toMatchObject({ ok: true, headerRow: 4, firstData: 4 })
    const far = [...Array.from({ length: 20 }, () => ['说明']), ['房号', '建筑面积']]
    expect(findHeader(sheet(...far))).toMatchObject({ ok: false, reason: 'not_found' })
    expect(findHeader([{ row: 21, cells: ['房号', '建筑面积'] }])).toMatchObject({ ok: false, reason: 'not_found' })
    expect(findHeader([])).toMatchObject({ ok: false, reason: 'not_found' })
  })

  it('takes columns in any order, by any synonym', () => {
    const order = fc.shuffledSubarray(flat, { minLength: flat.length })
    fc.assert(
      fc.property(order, headers => {
        const found = findHeader(sheet(headers, ['x']))
        expect(found.ok).toBe(true)
        for (const { header, field } of found.columns) expect(field).toBe(fieldOfHeader(header))
      }),
    )
  })

  it.each([
    ['建筑面积（㎡）', 'builtArea'],
    ['建筑面积㎡', 'builtArea'],
    ['建筑面积\n(平方米)', 'builtArea'],
    ['＊房 号：', 'room'],
    ['联系电话【必填】', 'phone'],
    ['幢', 'building'],
    ['计费面积', 'billableArea'],
    ['交房日期', 'handoverDate'],
    ['业主编号', undefined],
    ['租户姓名', undefined],
    ['总层数', undefined],
  ])('%s means %s', (text, field) => expect(fieldOfHeader(text)).toBe(field))

  it('joins two header rows with merged groups', () => {
    const groups = ['楼栋', '单元', '房号', '面积', '', '业主', '', '租户', '']
    const names = ['', '', '', '建筑', '套内', '姓名', '电话', '姓名', '电话']
    const rows = sheet(['台账'], groups, names, ['3', '2', '1501', '89.56', '75', '张三', '13800138000', '李四', '1'])
    expect(findHeader(rows)).toMatchObject({ ok: true, headerRow: 3, firstData: 3 })
    expect(fields(rows)).toEqual({ building: 0, unit: 1, room: 2, builtArea: 3, innerArea: 4, ownerName: 5, phone: 6 })
  })

  it('keeps one header row when the next row is data', () => {
    const rows = sheet(['序号', '房号', '建筑面积', '备注'], ['3栋'], ['1', '3-2-1501', '89'])
    expect(findHeader(rows)).toMatchObject({ ok: true, headerRow: 1, firstData: 1 })
  })

  it('refuses a field that stands twice, and names what is missing', () => {
    expect(findHeader(sheet(['房号', '建筑面积', '电话', '手机号']))).toMatchObject({
      ok: false,
      reason: 'duplicate',
      sentence: '“电话”和“手机号”都是手机号，请只保留一列，或把另一列设为不导入',
    })
    expect(findHeader(sheet(['楼栋', '单元', '业主']))).toMatchObject({
      ok: false,
      reason: 'missing',
      sentence: '缺少这些列：房号、建筑面积，请补上，列名照此填写',
    })
  })

  it('recognises the names that we write ourselves', () => {
    for (const field of RoomField.options) expect(fieldOfHeader(roomFieldNames[field])).toBe(field)
  })

  it('checks a choice made by hand', () => {
    const columns = [
      { index: 0, header: '编号', field: 'room' as const },
      { index: 1, header: '平米', field: 'builtArea' as const },
    ]
    expect(checkColumns(columns)).toBeUndefined()
    expect(checkColumns(columns.slice(1))).toMatchObject({ reason: 'missing' })
  })
})

describe('findRoomSheet', () => {
  it('takes the sheet with the rooms, or says what the nearest one lacks', () => {
    const notes = { name: '说明', rows: sheet(['请先阅读']) }
    const owners = { name: '业主信息', rows: sheet(['编号', '业主名称', '手机号', '身份证号']) }
    const rooms = { name: '房屋信息', rows: sheet(['房屋编号', '楼栋编号', '单元编号', '建筑面积', '业主编号']) }
    expect(findRoomSheet([notes, owners, rooms])).toMatchObject({ sheet: { name: '房屋信息' }, header: { ok: true } })
    expect(findRoomSheet([notes, owners])).toMatchObject({ sheet: { name: '业主信息' }, header: { reason: 'missing' } })
    expect(findRoomSheet([])).toBeUndefined()
  })
})
