import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { onTimeOff } from '../billing/discounts'
import { allocated, wholeDue } from './part-payment'

test('whatever is paid: money, 优惠 and what is left are the bill; 优惠 only with all of it, and by the due date', () => {
  const bill = fc.record({
    amountFen: fc.integer({ min: 1, max: 5_000_000 }),
    rateBp: fc.integer({ min: 1, max: 5_000 }),
    unit: fc.constantFrom('fen', 'jiao', 'yuan'),
    paidBefore: fc.double({ min: 0, max: 0.99, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    isLate: fc.boolean(),
  })
  fc.assert(
    fc.property(bill, ({ amountFen, rateBp, unit, paidBefore, share, isLate }) => {
      const dueFen = amountFen - Math.floor(amountFen * paidBefore)
      const onTime = { rateBp, rounding: { mode: 'half_up' as const, unit } }
      const off = onTimeOff({ amountFen, dueFen, dueDate: '2026-11-28', onTime }, isLate ? '2026-11-29' : '2026-11-28')
      const due = { dueFen, lateFeeFen: 0, ...(off > 0 && { discountFen: off }) }
      expect(isLate ? off : Math.min(off, dueFen)).toBe(isLate ? 0 : off)
      const whole = wholeDue(due)
      const paid = share > 0.7 ? whole : Math.floor(whole * share)
      const { principalFen, lateFeeFen, discountFen = 0 } = allocated(due, paid)
      expect(principalFen + lateFeeFen).toBe(paid)
      expect(principalFen + discountFen <= dueFen).toBe(true)
      expect(discountFen > 0).toBe(off > 0 && paid === whole)
      if (paid === whole) expect(principalFen + discountFen).toBe(dueFen)
    }),
  )
})
