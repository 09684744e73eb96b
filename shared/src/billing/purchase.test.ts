import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumFen } from '../money'
import { wholeDue } from '../payments/part-payment'
import type { AtOnce } from './discounts'
import { atDesk, lengthsOf, monthsFor, offsOf, quoteOf, together } from './purchase'
import { rounding } from './sample-bill'

const discounts: fc.Arbitrary<AtOnce> = fc.oneof(
  fc.record({
    kind: fc.constant('months_at_once' as const),
    months: fc.integer({ min: 2, max: 12 }),
    rateBp: fc.integer({ min: 1, max: 10_000 }),
  }),
  fc.record({
    kind: fc.constant('pay_get' as const),
    pay: fc.integer({ min: 1, max: 10 }),
    get: fc.integer({ min: 1, max: 3 }),
  }),
)
const bought = fc.record({
  amounts: fc.array(fc.nat(99_999), { minLength: 1, maxLength: 14 }),
  discount: discounts,
  onTimePct: fc.integer({ min: 0, max: 20 }),
})
type Bought = typeof bought extends fc.Arbitrary<infer T> ? T : never

function basket({ amounts, discount, onTimePct }: Bought) {
  const purchase = {
    purchaseId: 'P',
    discount,
    rounding: rounding('fen'),
    monthsEach: 1,
    bills: amounts.map((amountFen, i) => ({ billId: String(i), amountFen })),
  }
  const bills = amounts.map((dueFen, i) => {
    const onTimeFen = Math.floor((dueFen * onTimePct) / 100)
    const state = dueFen === 0 ? ('paid' as const) : ('published' as const)
    const off = onTimeFen > 0 ? { discountFen: onTimeFen } : {}
    return { billId: String(i), state, dueFen, paidFen: 0, lateFeeFen: 0, overdueDays: 0, purchase, ...off }
  })
  return { purchase, bills, onTimeFen: sumFen(bills.map(({ discountFen = 0 }) => discountFen)) }
}
const dueOf = (bills: Parameters<typeof wholeDue>[0][]) => sumFen(bills.map(wholeDue))

test('together: all of the months cost what was quoted, the greater of both discounts; without one of them, no less', () => {
  fc.assert(
    fc.property(bought, fc.nat(13), (each, left) => {
      const { purchase, bills, onTimeFen } = basket(each)
      const { discount, amounts } = each
      const atOnceFen = sumFen([...offsOf(purchase).values()])
      expect(atOnceFen === 0 || amounts.length >= monthsFor(discount)).toBe(true)
      const whole = together(bills)
      expect(dueOf(whole)).toBe(sumFen(amounts) - Math.max(atOnceFen, onTimeFen))
      const periods = bills.map(({ dueFen, discountFen }) => ({
        from: '2026-12-01',
        to: '2026-12-31',
        amountFen: dueFen,
        ...(discountFen && { onTimeFen: discountFen }),
      }))
      const offer = { ...purchase, roomId: '', feeItemId: '', feeItemName: '', payerName: '', periods }
      const quote = quoteOf(offer, amounts.length)
      expect(quote.amountFen - quote.offFen).toBe(dueOf(whole))
      for (const bill of whole) expect(wholeDue(bill)).toBeGreaterThanOrEqual(0)
      const out = String(left % bills.length)
      if (amounts[Number(out)] === 0) return
      const rest = together(bills.filter(({ billId }) => billId !== out))
      expect(rest.some(({ atOnce }) => atOnce)).toBe(false)
      const touched = bills.map(bill => (bill.billId === out ? { ...bill, overdueDays: 1 } : bill))
      expect(together(touched).some(({ atOnce }) => atOnce)).toBe(false)
      const part = atDesk(bills, billId => (billId === out ? -1 : undefined))
      expect(part.some(({ atOnce }) => atOnce)).toBe(false)
      expect(atDesk(bills, () => undefined)).toEqual(whole)
    }),
    { numRuns: 300 },
  )
})

test('the lengths that are offered: the one that brings the discount among them, none longer than there is', () => {
  const month = { from: '2026-12-01', to: '2026-12-31', amountFen: 100 }
  const offer = {
    roomId: '',
    feeItemId: '',
    feeItemName: '',
    payerName: '',
    monthsEach: 1,
    rounding: rounding('fen'),
    discount: { kind: 'pay_get' as const, pay: 10, get: 1 },
    periods: Array.from({ length: 11 }, () => month),
  }
  expect(lengthsOf(offer)).toEqual([1, 3, 6, 11])
  expect(lengthsOf({ ...offer, discount: undefined, monthsEach: 3, periods: offer.periods.slice(0, 4) })).toEqual([
    1, 2, 4,
  ])
})
