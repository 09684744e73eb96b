import type { ReadTable } from '@linli/shared/imports/reading'
import { describe, expect, it } from 'vitest'
import { differingRows } from './differing-rows'

const none = { ready: 0, warned: 0, bad: 0, duplicate: 0, blank: 0, subtotal: 0, note: 0, left: 0, hidden: 0 }
const table = (kind: ReadTable['kind'], ...columns: { field: string; feeName?: string }[]): ReadTable => ({
  sheet: '台账',
  kind,
  guessed: false,
  hidden: false,
  headerRow: 1,
  columns: columns.map((column, index) => ({
    ...column,
    index,
    header: column.feeName ?? column.field,
    guessed: false,
    hidden: false,
  })),
  counts: none,
})
const paidThrough = (row: number, feeItemName: string) => ({
  record: {
    kind: 'paid_through' as const,
    sheet: '台账',
    row,
    roomCode: '1-1-101',
    feeItemName,
    paidThrough: '2026-10-31',
  },
  reason: '已经登记',
  about: undefined,
})

describe('rows that say other than the system does', () => {
  const tables = [
    table('rooms', { field: 'room' }, { field: 'ownerNumber' }),
    table(
      'balances',
      { field: 'room' },
      { field: 'x' },
      { field: 'paidThrough', feeName: '物业费' },
      { field: 'paidThrough', feeName: '车位费' },
    ),
  ]
  const cells = [{ sheet: '台账', row: 7, cells: ['1-1-101', '88', '2026-10-31', '2026-09-30'] }]

  it('point to the column of their own fee, and stand in the file once with all that was said of them', () => {
    const { problems, rows } = differingRows(tables, [paidThrough(7, '车位费'), paidThrough(7, '物业费')], cells)
    expect(problems).toMatchObject([
      { index: 3, column: '车位费', value: '2026-09-30' },
      { index: 2, column: '物业费', value: '2026-10-31' },
    ])
    expect(rows).toHaveLength(1)
    expect(rows[0]?.row).toMatchObject({ row: 7, problems })
  })

  it('point to the number by which the row names its owner, where it has no name', () => {
    const room = {
      kind: 'room' as const,
      sheet: '台账',
      row: 7,
      code: '1-1-101',
      building: '1',
      unit: '1',
      room: '101',
      areas: { built: 1 },
      status: 'vacant' as const,
    }
    const { problems } = differingRows(tables, [{ record: room, reason: '不一样', about: 'ownerName' }], cells)
    expect(problems).toMatchObject([{ index: 1, value: '88' }])
  })
})
