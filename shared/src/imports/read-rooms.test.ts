import { describe, expect, it } from 'vitest'
import { findHeader } from './columns'
import { readRooms } from './read-rooms'
import type { SheetRow } from './schema'

const { columns } = findHeader([{ row: 1, cells: ['房屋', '建筑面积', '业主'] }])
const rowsAt = (...rows: [number, ...string[]][]): SheetRow[] => rows.map(([row, ...cells]) => ({ row, cells }))

describe('readRooms', () => {
  it('counts every row once, adds up the ready ones and names the bad ones', () => {
    const data = rowsAt(
      [2, '3-2-1501', '89.56', '张三'],
      [3, '3栋2单元1502', '100.001', ''],
      [5, '10-0-12', '50', '李四'],
      [6, '3-1-101', '-1', '王五'],
      [7, '小计', '239.57', ''],
      [10, '3幢2单元1501室', '89.56', '赵六'],
      [11, '备注：以产证为准', '', ''],
    )
    const reading = readRooms(data, columns)
    expect(reading.counts).toEqual({ ready: 3, warned: 1, bad: 1, duplicate: 1, blank: 3, subtotal: 1, note: 1 })
    expect(reading.byBuilding).toEqual([
      { building: '3', rooms: 2, builtM2x100: 18_956 },
      { building: '10', rooms: 1, builtM2x100: 5000 },
    ])
    expect(reading.problems.map(({ row, code }) => [row, code])).toEqual([
      [3, 'area_rounded'],
      [6, 'area_negative'],
      [10, 'duplicate'],
    ])
    expect(reading.problems[2]).toMatchObject({ column: '房屋', value: '3幢2单元1501室' })
    expect(reading.problems[2]?.reason).toContain('第 2 行是同一间房 3-2-1501')
    expect(reading.badRows.map(bad => [bad.row, bad.cells[2]])).toEqual([
      [6, '王五'],
      [10, '赵六'],
    ])
  })

  it('refuses a room again even when its first row is bad', () => {
    const reading = readRooms(rowsAt([2, '3-2-1501', '', ''], [3, '3-2-1501', '89', '']), columns)
    expect(reading.counts).toMatchObject({ ready: 0, bad: 1, duplicate: 1 })
  })

  it('has nothing to say about nothing', () => {
    expect(readRooms([], columns)).toMatchObject({ rooms: [], problems: [], counts: { ready: 0, blank: 0 } })
  })
})
