import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { partsOf } from './basket'
import { wholeDue } from './part-payment'

const ids = { communityId: fc.constantFrom('A', 'B'), entityId: fc.constantFrom('x', 'y') }
const bill = fc.record({
  ...ids,
  dueFen: fc.nat(100_000),
  lateFeeFen: fc.nat(999),
  merchantRef: fc.constantFrom('m', undefined),
})
const numbered = (each: object, i: number) => ({
  state: 'published' as const,
  paidFen: 0,
  overdueDays: 0,
  billId: `b${i}`,
  ...each,
})

test('every bill is in one part, a part is one community, entity and merchant of at most 40, and the sum is kept', () => {
  fc.assert(
    fc.property(fc.array(bill, { maxLength: 130 }), all => {
      const bills = all.map((each, i) => ({ ...each, ...numbered(each, i) }))
      const parts = partsOf(bills)
      expect(parts.flatMap(part => part.bills.map(({ billId }) => billId)).sort()).toEqual(
        bills.map(({ billId }) => billId).sort(),
      )
      for (const part of parts) {
        expect(part.bills.length).toBeLessThanOrEqual(40)
        const owners = part.bills.map(
          ({ communityId, entityId, merchantRef }) => `${communityId}${entityId}${merchantRef}`,
        )
        expect(new Set(owners).size).toBe(1)
      }
      const sum = (fens: number[]) => fens.reduce((total, fen) => total + fen, 0)
      expect(sum(parts.map(({ amountFen }) => amountFen))).toBe(sum(bills.map(wholeDue)))
    }),
    { numRuns: 60 },
  )
})

test('months that were bought together stay together, with their discount', () => {
  const one = { communityId: 'A', entityId: 'x', dueFen: 1000, lateFeeFen: 0 }
  const bought = Array.from({ length: 12 }, (_, i) => ({ billId: `m${i}`, amountFen: 1000 }))
  const purchase = {
    purchaseId: 'p',
    discount: { kind: 'pay_get' as const, pay: 10, get: 2 },
    rounding: { mode: 'half_up' as const, unit: 'fen' as const },
    monthsEach: 1,
    bills: bought,
  }
  const single = Array.from({ length: 35 }, (_, i) => ({ ...one, ...numbered({}, i) }))
  const months = bought.map((each, i) => ({ ...one, ...numbered({}, i), billId: each.billId, purchase }))
  const parts = partsOf([...single, ...months])
  expect(parts.map(part => [part.bills.length, part.amountFen])).toEqual([
    [35, 35_000],
    [12, 10_000],
  ])
})
