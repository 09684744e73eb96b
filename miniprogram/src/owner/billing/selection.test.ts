import { expect, test } from 'vitest'
import { ordersOn, selectionOf, toggled, toggledAll } from './selection'

const bill = (billId: string, dueFen: number, lateFeeFen = 0) => ({
  billId,
  dueFen,
  lateFeeFen,
  state: 'published' as const,
  paidFen: 0,
  overdueDays: 0,
})
const bills = [bill('a', 20_585, 103), bill('b', 800), bill('c', 20_585)]

test('all is ticked, and the sum has the late fees in it', () => {
  expect(selectionOf(bills, [])).toEqual({ bills, totalFen: 42_073, lateFeeFen: 103, offFen: 0, all: true })
})

test('what is taken off is neither paid nor counted', () => {
  const { bills: ticked, totalFen, lateFeeFen, all } = selectionOf(bills, ['a'])
  expect([ticked.map(each => each.billId), totalFen, lateFeeFen, all]).toEqual([['b', 'c'], 21_385, 0, false])
})

test('months that were bought together cost less while all of them are ticked', () => {
  const purchase = {
    purchaseId: 'P',
    discount: { kind: 'pay_get' as const, pay: 1, get: 1 },
    rounding: { mode: 'half_up' as const, unit: 'fen' as const },
    monthsEach: 1,
    bills: [
      { billId: 'x', amountFen: 500 },
      { billId: 'y', amountFen: 500 },
    ],
  }
  const bought = [...bills, { ...bill('x', 500), purchase }, { ...bill('y', 500), purchase }]
  expect(selectionOf(bought, [])).toMatchObject({ totalFen: 42_573, offFen: 500 })
  expect(selectionOf(bought, ['a', 'b', 'c'])).toMatchObject({ totalFen: 500, offFen: 500 })
  expect(selectionOf(bought, ['x'])).toMatchObject({ totalFen: 42_573, offFen: 0 })
})

test('a tap ticks and unticks; 全选 takes all off only when all are on', () => {
  expect(toggled(['a'], 'a')).toEqual([])
  expect(toggled(['a'], 'b')).toEqual(['a', 'b'])
  expect(toggledAll(bills, ['a'])).toEqual([])
  expect(toggledAll(bills, [])).toEqual(['a', 'b', 'c'])
})

test('never more than 40, and nothing that costs nothing', () => {
  const many = Array.from({ length: 50 }, (_, i) => bill(String(i), 1))
  expect(selectionOf(many, []).bills).toHaveLength(40)
  expect(selectionOf(many, ['0']).bills).toHaveLength(39)
  expect(selectionOf([bill('zero', 0)], [])).toMatchObject({ bills: [], totalFen: 0, all: true })
})

test('the orders on what is still to pay, each once', () => {
  const held = (payingOrderId: string | undefined, state: 'published' | 'paid' = 'published') => ({
    payingOrderId,
    state,
  })
  expect(ordersOn([held('x'), held(undefined), held('y'), held('x'), held('z', 'paid')])).toEqual(['x', 'y'])
})
