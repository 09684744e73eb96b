import { expect, it } from 'vitest'
import { stepStates } from './step-states'

const counts = { ready: 2, unchanged: 0, bad: 0, duplicate: 0, skipped: 0, warned: 0 }
const none = { byBuilding: [], byItem: [], sheetTotals: [], records: {} }
const rows = { ready: 2, warned: 0, bad: 0, duplicate: 0, blank: 0, subtotal: 0, note: 0, left: 0, hidden: 0 }
const table = {
  sheet: '一',
  kind: 'rooms' as const,
  guessed: true,
  hidden: false,
  headerRow: 1,
  columns: [{ index: 0, header: '房间', field: 'room', guessed: true, hidden: false }],
  counts: rows,
  by: 'guess' as const,
}
const total = { sheet: '一', row: 9, label: '小计', column: '面积', unit: 'fen' as const, sheetSum: 100, oursSum: 100 }

it('says what each step has to look at', () => {
  const places = { matchedRows: 0, notARoomRows: 0, refusedRows: 2824, rules: [], groups: [] }
  const sheetTotals = [total, { ...total, oursSum: 90 }]
  expect(
    stepStates(
      { counts: { ...counts, bad: 3, duplicate: 1 } },
      { tables: [table], places, totals: { ...none, sheetTotals } },
    ),
  ).toEqual({ sheets: '2 处请核对', places: '2,824 行没认出', problems: '4 行', totals: '1 处不一致' })
})

it('opens a file of no known layout at its sheets', () => {
  const skipped = { ...table, kind: 'skip' as const, guessed: false, columns: [] }
  expect(stepStates({ counts }, { tables: [skipped], totals: none }).sheets).toBe('没认出来')
})

it('is silent where all is well', () => {
  const sure = { ...table, guessed: false, columns: [] }
  expect(stepStates({ counts }, { tables: [sure], totals: { ...none, sheetTotals: [total] } })).toEqual({})
})
