import { describe, expect, it } from 'vitest'
import { findHeader } from './columns'
import { columnsByField } from './line'
import { readRoomRow } from './row'
import { ImportProblem, RoomRow } from './schema'

const headers = '楼栋 单元 房号 建筑面积 套内面积 收费面积 房屋状态 交房日期 业主 电话 身份证号 备注'.split(' ')
const columns = columnsByField(findHeader([{ row: 3, cells: headers }]).columns)
const good = [
  '3',
  '2',
  '1501',
  '89.56',
  '75',
  '',
  '自住',
  '2020-06-10',
  '张三',
  '13800138000',
  '11010519491231002X',
  '',
]
const read = (change: Record<string, string>, row = 7) =>
  readRoomRow({ row, cells: good.map((cell, at) => change[headers[at] ?? ''] ?? cell) }, columns)
const problemsOf = (change: Record<string, string>) => {
  const result = read(change)
  return 'problems' in result ? result.problems : []
}

describe('readRoomRow', () => {
  it('reads a room with its owner', () => {
    const result = read({})
    expect(result).toEqual({
      kind: 'room',
      problems: [],
      room: {
        row: 7,
        code: '3-2-1501',
        building: '3',
        unit: '2',
        room: '1501',
        areas: { built: 8956, inner: 7500 },
        status: 'occupied',
        handoverDate: '2020-06-10',
        ownerName: '张三',
        ownerKind: 'natural',
        phone: '13800138000',
        idNumber: '11010519491231002X',
      },
    })
    expect(RoomRow.safeParse(result.kind === 'room' && result.room).success).toBe(true)
  })

  it('names row, column, value and what to do', () => {
    const [problem] = problemsOf({ 交房日期: '长期' })
    expect(ImportProblem.parse(problem)).toEqual({
      row: 7,
      column: '交房日期',
      value: '长期',
      code: 'date_long_term',
      severity: 'error',
      reason: '“长期”不是日期，请填交付的那一天，或留空',
    })
  })

  it('shows all problems of a row at once', () => {
    const result = read({ 房号: '1501-1503', 建筑面积: '-5', 电话: '123', 身份证号: '110101199003070000' })
    expect(result.kind).toBe('bad')
    const codes = 'problems' in result ? result.problems.map(problem => problem.code) : []
    expect(codes).toEqual(['room_range', 'area_negative', 'phone_not_mobile', 'id_rounded'])
  })

  it.each([
    [{ 建筑面积: '' }, 'area_empty'],
    [{ 建筑面积: '#NO_VALUE!' }, 'formula_no_value'],
    [{ 套内面积: '#DIV/0!' }, 'formula_error'],
    [{ 房号: '#NO_VALUE!' }, 'formula_no_value'],
    [{ 房屋状态: '不详' }, 'status_unknown'],
    [{ 业主: '张三 李四' }, 'owner_spaces'],
    [{ 楼栋: '2026-03-02' }, 'room_date'],
  ])('%o is refused', (change, code) => {
    expect(read(change).kind).toBe('bad')
    expect(problemsOf(change).map(problem => problem.code)).toEqual([code])
  })

  it('offers a finer area as rounded, and keeps area 0', () => {
    expect(read({ 建筑面积: '89.555' })).toMatchObject({ kind: 'room', room: { areas: { built: 8956 } } })
    expect(problemsOf({ 建筑面积: '89.555' })).toMatchObject([{ severity: 'warning', code: 'area_rounded' }])
    expect(problemsOf({ 建筑面积: '89.555' })[0]?.reason).toContain('89.56')
    expect(read({ 建筑面积: '0' })).toMatchObject({ kind: 'room', room: { areas: { built: 0 } }, problems: [] })
  })

  it('makes joint owners of two names, each with their own phone', () => {
    const result = read({ 业主: '甲/乙', 电话: '13800138000、13900139000' })
    const coOwners = [{ name: '乙', phone: '13900139000' }]
    expect(result).toMatchObject({ kind: 'room', room: { ownerName: '甲', phone: '13800138000', coOwners } })
    expect(problemsOf({ 业主: '甲/乙' })).toMatchObject([{ code: 'co_owners', severity: 'warning' }])
  })

  it('leaves out contacts of nobody, and extra ones, with a warning', () => {
    expect(read({ 业主: '' })).toMatchObject({ kind: 'room', problems: [{ code: 'contact_without_name' }] })
    expect(read({ 电话: '13800138000/13900139000' })).toMatchObject({
      kind: 'room',
      problems: [{ code: 'phone_extra' }],
    })
  })

  it('fills a blank status from whether an owner is named', () => {
    expect(read({ 房屋状态: '' })).toMatchObject({ room: { status: 'occupied' } })
    expect(read({ 房屋状态: '', 业主: '', 电话: '', 身份证号: '' })).toMatchObject({ room: { status: 'vacant' } })
    expect(read({ 房屋状态: '未售' })).toMatchObject({ room: { status: 'unsold' } })
  })

  it('skips what holds no room', () => {
    const kindOf = (...cells: string[]) => readRoomRow({ row: 9, cells }, columns).kind
    expect(kindOf('', '', '')).toBe('blank')
    expect(kindOf('小 计', '', '', '1234.5')).toBe('subtotal')
    expect(kindOf('3栋小计', '', '', '1234.5')).toBe('subtotal')
    expect(kindOf('3', '', '合计：', '1234.5')).toBe('subtotal')
    expect(kindOf('总计', '', '20 户')).toBe('subtotal')
    expect(kindOf('3栋')).toBe('note')
    expect(kindOf('备注：空置房按七折', '', '', '')).toBe('note')
    expect(kindOf('', '', '本表由物业服务中心填写')).toBe('note')
    expect(kindOf(...headers)).toBe('note')
    expect(kindOf('', '', '', '', '', '', '', '', '', '', '', '图例：黄色为空置')).toBe('note')
    expect(kindOf('', '', '1501')).toBe('bad')
    expect(kindOf('', '', '', '89.5')).toBe('bad')
  })
})
