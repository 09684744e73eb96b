import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumFen } from '../money'
import { monthsAtOnce, onTime, payGet } from './discounts'
import { rounding } from './sample-bill'

const fen = rounding('fen')

test('n months at once: one discount on the sum, split by largest remainder; fewer get none', () => {
  const discount = { kind: 'months_at_once', months: 3, rateBp: 500 } as const
  expect(monthsAtOnce([101, 101, 101], discount, fen)).toEqual([5, 5, 5])
  expect(monthsAtOnce([111, 111, 111], discount, fen)).toEqual([6, 6, 5])
  expect(monthsAtOnce([101, 101], discount, fen)).toEqual([0, 0])
  expect(monthsAtOnce([0, 0, 0], discount, fen)).toEqual([0, 0, 0])
  expect(monthsAtOnce([20_585, 20_585, 20_585], discount, rounding('yuan'))).toEqual([1_034, 1_033, 1_033])
})

test('pay n get m: the last m of n + m cost 0, once per purchase', () => {
  const discount = { kind: 'pay_get', pay: 3, get: 1 } as const
  expect(payGet([10, 20, 30, 40], discount)).toEqual([0, 0, 0, 40])
  expect(payGet([10, 20, 30], discount)).toEqual([0, 0, 0])
  expect(payGet([1, 2, 3, 4, 5, 6, 7, 8], discount)).toEqual([0, 0, 0, 4, 0, 0, 0, 0])
})

test('paid on the due date is on time; the discount is rounded and taken off', () => {
  const bill = { amountFen: 20_585, dueDate: '2026-02-28' }
  const discount = { kind: 'on_time', rateBp: 250 } as const
  expect(onTime(bill, '2026-02-28', discount, fen)).toBe(515)
  expect(onTime(bill, '2026-03-01', discount, fen)).toBe(0)
})

test('the discount of many months is rounded once and neither makes nor loses a fen', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(999_999), { minLength: 2, maxLength: 24 }),
      fc.integer({ min: 1, max: 10_000 }),
      (amounts, rateBp) => {
        const parts = monthsAtOnce(amounts, { kind: 'months_at_once', months: 2, rateBp }, fen)
        const sum = sumFen(amounts)
        expect(sumFen(parts)).toBe(Number((BigInt(sum) * BigInt(rateBp) * 2n + 10_000n) / 20_000n))
        parts.forEach((part, i) => expect(part).toBeLessThanOrEqual(amounts[i] ?? 0))
      },
    ),
    { numRuns: 1_000, seed: 20_260_228 },
  )
})
