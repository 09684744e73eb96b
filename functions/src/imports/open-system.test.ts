import { ImportRecord } from '@linli/shared/imports/record'
import { describe, expect, it } from 'vitest'
import { readBytes, recordsOf } from '../../test/readings'
import { makeIdNumber, makeRooms, makeXlsx, type SheetRows } from '../../test/workbooks'

const book = (): Record<string, SheetRows> => ({
  楼栋单元: [
    ['楼栋号', '单元编号', '总层数', '是否有电梯'],
    [1, 1, 18, '有'],
    [1, 2, 18, '有'],
  ],
  业主信息: [
    ['编号', '业主名称', '性别', '年龄', '手机号', '身份证号', '业主类型', '业主编号'],
    [1, '张三', '男', 40, 13_800_000_001, makeIdNumber(1), '业主', 'Y01'],
    [2, '甲/乙', '女', 38, '13800000002/13800000003', '', '业主', 'Y02'],
    [3, '张小三', '男', 9, '', '', '家庭成员', 'Y01'],
    [4, '某某商贸有限公司', '', '', 13_800_000_004, '', '业主', 'Y04'],
    [5, '钱七', '', '', 13_800_000_005, '', '业主', 'Y05'],
  ],
  房屋信息: [
    '房屋编号 楼栋编号 单元编号 房屋楼层 房屋户型 建筑面积 业主编号 房屋费用 费用开始时间 房屋类型 室内面积 租金'.split(
      ' ',
    ),
    [101, 1, 1, 1, '两室', 89.56, 'Y01', '1#2', '2020-06-10#2020-07-10', '住宅', 75.1, 0],
    [102, 1, 1, 1, '两室', 90, 'Y02', '1', '2020-06-10', '住宅', 76, 0],
    [201, 1, 2, 2, '三室', 120, '', '', '', '住宅', 100, 0],
    [202, 1, 2, 2, '三室', 121, 'Y09', '', '', '住宅', 100, 0],
    [301, 1, 3, 3, '商铺', 0, 'Y04', '3', '2021-01-01', '商铺', 0, 0],
  ],
  车位信息: [
    '停车场编号 车位编码 停车场类型 面积 业主编号 车牌号 车品牌 车类型 颜色 出租还是出售 开始时间 结束时间'.split(' '),
    ['P1', 'A001', '地下', 12.5, 'Y01', '京a12345', '大众', '小型车', '白', '出售', '2020-01-01', '长期'],
    ['P1', 'A002', '地下', 12.5, '', '', '', '', '', '', '', ''],
  ],
  费用设置: [
    '费用编号 费用类型 收费项目 费用标识 付费类型 缴费周期 出账类型 计费起始时间 计费结束时间 计算公式 计费单价 固定费用'.split(
      ' ',
    ),
    [1, '物业费', '物业费', '周期性费用', '预付费', 12, '', '2020-01-01', '长期', 1001, 2.35, 10],
    [2, '其他', '垃圾费', '周期性费用', '后付费', 1, '', '2020-01-01', '2030-12-31', '固定费用', '', 8.5],
    [3, '其他', '公共水费', '周期性费用', '后付费', 1, '', '2020-01-01', '', '5005', 3, ''],
  ],
})

describe('the book of the most widespread open system', () => {
  it('is recognised sheet by sheet', async () => {
    const { tables } = await readBytes(makeXlsx(book()))
    expect(tables.map(({ sheet, kind, guessed }) => [sheet, kind, guessed])).toEqual([
      ['楼栋单元', 'buildings', false],
      ['业主信息', 'people', false],
      ['房屋信息', 'rooms', false],
      ['车位信息', 'spaces', false],
      ['费用设置', 'fee_items', false],
    ])
  })

  it('joins rooms to their owners by number and to their fee items by 1#2 with dates', async () => {
    const reading = await readBytes(makeXlsx(book()))
    for (const record of reading.records) expect(ImportRecord.safeParse(record).error).toBeUndefined()
    expect(recordsOf(reading, 'room')).toMatchObject([
      {
        code: '1-1-101',
        areas: { built: 8956, inner: 7510 },
        ownerName: '张三',
        phone: '13800000001',
        idNumber: makeIdNumber(1),
        status: 'occupied',
      },
      {
        code: '1-1-102',
        ownerName: '甲',
        phone: '13800000002',
        coOwners: [{ name: '乙', phone: '13800000003' }],
      },
      { code: '1-2-201', status: 'vacant' },
    ])
    expect(recordsOf(reading, 'residents')).toMatchObject([
      { roomCode: '1-1-101', people: [{ name: '张小三', role: 'family' }] },
    ])
    expect(recordsOf(reading, 'assignment')).toEqual([
      { roomCode: '1-1-101', feeItemName: '物业费', from: '2020-06-10' },
      { roomCode: '1-1-101', feeItemName: '垃圾费', from: '2020-07-10' },
      { roomCode: '1-1-102', feeItemName: '物业费', from: '2020-06-10' },
    ])
    expect(recordsOf(reading, 'space')).toMatchObject([
      {
        lot: 'P1',
        code: 'A001',
        type: '地下',
        areaM2x100: 1250,
        tenure: 'owned',
        from: '2020-01-01',
        holder: { name: '张三', phone: '13800000001' },
        vehicle: { plate: '京A12345', brand: '大众', colour: '白' },
      },
      { code: 'A002' },
    ])
    expect(recordsOf(reading, 'space')[0]).not.toHaveProperty('to')
    expect(recordsOf(reading, 'fee_item')).toMatchObject([
      { number: '1', name: '物业费', formula: 'area', price: 23_500, surchargeFen: 1000, cycle: { kind: 'year' } },
      { number: '2', name: '垃圾费', formula: 'fixed', price: 85_000, timing: 'postpaid', to: '2030-12-31' },
    ])
    expect(reading.problems.map(({ sheet, row, code, severity }) => [sheet, row, code, severity])).toEqual([
      ['业主信息', 3, 'co_owners', 'warning'],
      ['业主信息', 6, 'person_without_room', 'warning'],
      ['房屋信息', 5, 'owner_number_unknown', 'error'],
      ['房屋信息', 6, 'fee_number_unknown', 'error'],
      ['房屋信息', 6, 'room_not_listed', 'warning'],
      ['费用设置', 4, 'formula_unknown', 'error'],
    ])
  })

  it('says of a room that names a tenant or a family member by number who that is', async () => {
    const sheets = book()
    const people = [...(sheets['业主信息'] ?? []), [6, '租房的', '', '', 13_800_000_006, '', '租户', 'Y09']]
    const { problems } = await readBytes(makeXlsx({ ...sheets, 业主信息: people }))
    expect(problems.filter(({ sheet, row }) => sheet === '房屋信息' && row === 5)).toMatchObject([
      { code: 'owner_number_left', reason: '这个编号是家庭成员或租户（“业主信息”第 7 行），请填业主的编号，或留空' },
    ])
  })

  it('has one flat sheet too', async () => {
    const reading = await readBytes(makeXlsx({ 房屋: makeRooms(3) }))
    expect(reading.tables).toMatchObject([{ kind: 'rooms', guessed: false, counts: { ready: 3, bad: 0 } }])
    expect(reading.tables[0]?.columns.filter(({ field }) => !field).map(({ header }) => header)).toEqual([
      '总层数',
      '是否有电梯',
      '房屋类型',
      '房屋户型',
      '租金',
      '性别',
    ])
    expect(recordsOf(reading, 'room')[0]).toMatchObject({ code: '1-1-101', floor: '1', ownerName: '业主0' })
  })
})
