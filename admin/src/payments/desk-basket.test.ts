import type { BillView } from '@linli/shared/billing/schema'
import { expect, test } from 'vitest'
import { dueOf, leftOutAtFirst, rowsOf, totalOf, withSum } from './desk-basket'

const id = '0'.repeat(26)
const bill = (billId: string, dueDate: string, dueFen: number, lateFeeFen = 0): BillView => ({
  communityId: 'ABC123',
  object: { type: 'room', id, code: '3-2-1501' },
  feeItemId: id,
  feeItemName: '物业费',
  nature: 'own_revenue',
  entityId: id,
  period: { from: '2026-11-01', to: '2026-11-30' },
  rev: 0,
  payer: { kind: 'owners', personIds: [id], name: '李小红' },
  lines: [],
  amountFen: dueFen,
  lateFee: null,
  state: 'published',
  paidFen: 0,
  lateFeePaidFen: 0,
  publishedAt: '2026-11-01T02:00:00.000Z',
  runId: id,
  billId,
  dueDate,
  dueFen,
  lateFeeFen,
  overdueDays: 0,
})
const bills = [bill('old', '2026-09-28', 20_000, 120), bill('new', '2026-11-28', 30_000)]

test('everything is chosen in full until somebody says otherwise', () => {
  const rows = rowsOf(bills, {})
  expect(rows.map(({ text }) => text)).toEqual(['201.20', '300.00'])
  expect([totalOf(rows), dueOf(rows)]).toEqual([50_120, 50_120])
  expect(totalOf(rowsOf(bills, { old: false }))).toBe(30_000)
})

test('an amount that is none, or more than is due, stops the collection', () => {
  for (const text of ['', 'abc', '0', '201.21', '1.234']) expect(totalOf(rowsOf(bills, { old: text }))).toBeUndefined()
  expect(totalOf(rowsOf(bills, { old: '100' }))).toBe(40_000)
})

test('a sum goes to the oldest bill first, and a bill that gets nothing is left out', () => {
  expect(rowsOf(bills, withSum(bills, {}, '250')).map(({ chosen, fen }) => [chosen, fen])).toEqual([
    [true, 20_120],
    [true, 4_880],
  ])
  expect(rowsOf(bills, withSum(bills, {}, '100')).map(({ chosen }) => chosen)).toEqual([true, false])
})

test('a sum never reaches a bill that the clerk left out, nor takes what was typed before as given', () => {
  const typed = { old: false as const, new: '1.00' }
  expect(rowsOf(bills, withSum(bills, typed, '250')).map(({ chosen, fen }) => chosen && fen)).toEqual([false, 25_000])
  for (const text of [undefined, '', 'abc', '0']) expect(withSum(bills, typed, text)).toBe(typed)
})

test('bills of another company begin unticked', () => {
  const other = { ...bill('other', '2026-12-28', 5_000), entityId: '9'.repeat(26) }
  expect(leftOutAtFirst([...bills, other])).toEqual({ other: false })
})

test('months that were bought together cost less until one of them gets less or is left out', () => {
  const purchase = {
    purchaseId: id,
    discount: { kind: 'pay_get' as const, pay: 1, get: 1 },
    rounding: { mode: 'half_up' as const, unit: 'fen' as const },
    monthsEach: 1,
    bills: [
      { billId: 'dec', amountFen: 500 },
      { billId: 'jan', amountFen: 500 },
    ],
  }
  const bought = [bill('dec', '2026-12-28', 500), bill('jan', '2027-01-28', 500)].map(each => ({ ...each, purchase }))
  expect(totalOf(rowsOf(bought, {}))).toBe(500)
  expect(rowsOf(bought, {}).map(({ text, problem }) => [text, problem])).toEqual([
    ['5.00', false],
    ['0.00', false],
  ])
  expect(totalOf(rowsOf(bought, { dec: '4' }))).toBe(900)
  expect(totalOf(rowsOf(bought, { dec: false }))).toBe(500)
  expect(totalOf(rowsOf(bought, withSum(bought, {}, '5')))).toBe(500)
  expect(rowsOf(bought, withSum(bought, {}, '4')).map(({ chosen, fen }) => chosen && fen)).toEqual([400, false])
})
