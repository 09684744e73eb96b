import { expect, it } from 'vitest'
import { afterSaving, noPending, revisionOf, withCell, withRow, withTables } from './pending'

const at = (row: number, index: number) => ({ sheet: '房屋', row, index })

it('puts the cells of a row into one correction, the latest text of each', () => {
  let pending = withCell(noPending, at(5, 3), '90')
  pending = withCell(pending, at(6, 5), '13900001004')
  pending = withCell(pending, at(5, 4), '王强')
  pending = withCell(pending, at(5, 3), '90.5')
  expect(revisionOf(pending).corrections).toEqual([
    {
      sheet: '房屋',
      row: 5,
      cells: [
        { index: 3, value: '90.5' },
        { index: 4, value: '王强' },
      ],
    },
    { sheet: '房屋', row: 6, cells: [{ index: 5, value: '13900001004' }] },
  ])
  expect(revisionOf(withCell(withCell(noPending, at(5, 3), '90'), at(5, 3), undefined)).corrections).toEqual([])
})

it('says a sheet whole, once', () => {
  const rooms = { sheet: '一', kind: 'rooms' as const }
  const pending = withTables(withTables(noPending, '一', [rooms, { sheet: '一', kind: 'balances' }]), '一', [rooms])
  expect(revisionOf(pending).tables).toEqual([rooms])
})

it('keeps what was typed while the rest was being saved', () => {
  const saved = withTables(withCell(noPending, at(5, 3), '90'), '一', [{ sheet: '一', kind: 'rooms' }])
  let now = withCell(saved, at(6, 5), '新的')
  now = withCell(now, at(5, 3), '91')
  expect(revisionOf(afterSaving(now, saved))).toEqual({
    tables: [],
    corrections: [
      { sheet: '房屋', row: 5, cells: [{ index: 3, value: '91' }] },
      { sheet: '房屋', row: 6, cells: [{ index: 5, value: '新的' }] },
    ],
  })
})

it('leaves a row out by blanking its cells, with what was typed into it, until it is wanted after all', () => {
  const row = { sheet: '房屋', row: 5, indexes: [0, 3] }
  const typed = withCell(withCell(noPending, at(5, 3), '90'), at(6, 3), '80')
  const left = withRow(typed, row, true)
  expect(revisionOf(left).corrections).toEqual([
    { sheet: '房屋', row: 6, cells: [{ index: 3, value: '80' }] },
    {
      sheet: '房屋',
      row: 5,
      cells: [
        { index: 0, value: '' },
        { index: 3, value: '' },
      ],
    },
  ])
  expect(revisionOf(withRow(left, row, false)).corrections).toHaveLength(1)
  expect(revisionOf(afterSaving(left, left)).corrections).toEqual([])
})
