import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../time'
import { type LateFeeInput, lateFee, lateFeeTerms, overdueDays } from './late-fee'

const terms = { clause: '物业服务合同 第九条', dailyRatePpm: 500, graceDays: 0 }
const dueDate = '2026-02-28'
const fee = (days: number, more: Partial<LateFeeInput> = {}) =>
  lateFee({ principalFen: 100_000, dueDate, terms, payments: [], clearedFen: 0, on: addDays(dueDate, days), ...more })
const paid = (days: number, amountFen: number) => ({ date: addDays(dueDate, days), amountFen })

test('nothing on the due date; each midnight after it is one step of principal × rate', () => {
  expect([0, 1, 2, 12].map(days => fee(days))).toEqual([0, 50, 100, 600])
})

test('the grace days are free for good', () => {
  const graced = { terms: { ...terms, graceDays: 5 } }
  expect([1, 5, 6, 12].map(days => fee(days, graced))).toEqual([0, 0, 50, 350])
})

test('paying in full on day p costs principal × rate × (p − due − grace), and nothing more later', () => {
  const graced = { terms: { ...terms, graceDays: 2 }, payments: [paid(10, 100_000)] }
  expect(fee(10, graced)).toBe(400)
  expect(fee(300, graced)).toBe(400)
})

test('a part payment on p lowers the base for the steps that begin on p; a refund raises it again', () => {
  expect(fee(10, { payments: [paid(4, 60_000)] })).toBe(4 * 50 + 6 * 20)
  expect(fee(4, { payments: [paid(4, 60_000)] })).toBe(4 * 50)
  expect(fee(10, { payments: [paid(-3, 60_000)] })).toBe(10 * 20)
  expect(fee(10, { payments: [paid(4, 60_000), paid(6, -60_000)] })).toBe(4 * 50 + 2 * 20 + 4 * 50)
})

test('a dispute from a to b removes b − a steps, and grace runs on', () => {
  const disputes = [{ from: addDays(dueDate, 2), to: addDays(dueDate, 6) }]
  expect(fee(10, { disputes })).toBe(6 * 50)
  expect(fee(10, { disputes, terms: { ...terms, graceDays: 5 } })).toBe(4 * 50)
  expect(fee(10, { disputes: [{ from: addDays(dueDate, 3) }] })).toBe(3 * 50)
  expect(fee(10, { disputes: [...disputes, { from: addDays(dueDate, 4), to: addDays(dueDate, 7) }] })).toBe(5 * 50)
})

test('the cap is the principal unless agreed otherwise, and counts everything accrued, paid or waived', () => {
  expect(fee(5_000)).toBe(100_000)
  expect(fee(5_000, { terms: { ...terms, capPct: 30 } })).toBe(30_000)
  expect(fee(5_000, { terms: { ...terms, capPct: 30 }, clearedFen: 20_000 })).toBe(10_000)
  expect(fee(12, { clearedFen: 200 })).toBe(400)
  expect(fee(12, { clearedFen: 600 })).toBe(0)
})

test('it is summed exactly and rounded once, half-up', () => {
  expect(fee(1, { principalFen: 1_000 })).toBe(1)
  expect(fee(3, { principalFen: 1_000 })).toBe(2)
  expect(fee(3, { principalFen: 999 })).toBe(1)
  expect(fee(1, { principalFen: 999 })).toBe(0)
})

test('with the clock set back it is smaller, never negative', () => {
  expect(fee(-30)).toBe(0)
  expect(fee(-30, { clearedFen: 500, payments: [paid(4, 60_000)] })).toBe(0)
  expect(fee(3, { clearedFen: 500 })).toBe(0)
})

test('a negative bill, an overpaid one and one that costs nothing bear none', () => {
  expect(fee(100, { principalFen: -5_000 })).toBe(0)
  expect(fee(100, { payments: [paid(0, 120_000)] })).toBe(0)
  expect(fee(100, { principalFen: 0 })).toBe(0)
})

test('29 February is a day like any other', () => {
  expect(fee(1, { dueDate: '2024-02-28', on: '2024-03-01' })).toBe(100)
  expect(fee(1, { dueDate: '2026-02-28', on: '2026-03-01' })).toBe(50)
})

describe('whom it is charged to', () => {
  test('off without a clause, and on 代收代付 only where the contract says so', () => {
    expect(lateFeeTerms({ nature: 'own_revenue', lateFee: null })).toBeNull()
    expect(lateFeeTerms({ nature: 'own_revenue', lateFee: terms })).toBe(terms)
    expect(lateFeeTerms({ nature: 'collected_for_others', lateFee: terms })).toBeNull()
    const agreed = { ...terms, coversCollected: true }
    expect(lateFeeTerms({ nature: 'collected_for_others', lateFee: agreed })).toBe(agreed)
  })

  test('overdue days begin the day after', () => {
    expect([-1, 0, 1, 12].map(days => overdueDays(dueDate, addDays(dueDate, days)))).toEqual([0, 0, 1, 12])
  })
})

test('it equals the sum of its days, one by one', () => {
  const day = fc.integer({ min: -20, max: 200 })
  const payments = fc.array(fc.record({ day, amountFen: fc.integer({ min: -30_000, max: 60_000 }) }), { maxLength: 5 })
  const disputes = fc.array(fc.record({ day, length: fc.option(fc.nat(60)) }), { maxLength: 3 })
  const amounts = fc.record({
    principalFen: fc.integer({ min: 0, max: 10_000_000 }),
    ppm: fc.integer({ min: 1, max: 20_000 }),
    capPct: fc.option(fc.integer({ min: 1, max: 150 })),
    grace: fc.nat(40),
    clearedFen: fc.nat(5_000),
  })
  fc.assert(
    fc.property(amounts, payments, disputes, day, (given, paidOn, disputed, on) => {
      let fenSteps = 0
      for (let step = given.grace; step < on; step++) {
        if (disputed.some(d => d.day <= step && (d.length === null || step < d.day + d.length))) continue
        const left = paidOn.reduce((base, p) => (p.day <= step ? base - p.amountFen : base), given.principalFen)
        fenSteps += Math.min(given.principalFen, Math.max(0, left))
      }
      const cap = given.principalFen * (given.capPct ?? 100) * 10_000
      const accrued = Math.floor((Math.min(fenSteps * given.ppm, cap) * 2 + 1_000_000) / 2_000_000)
      const input = {
        principalFen: given.principalFen,
        terms: { clause: '合同', dailyRatePpm: given.ppm, graceDays: given.grace, capPct: given.capPct ?? undefined },
        payments: paidOn.map(p => paid(p.day, p.amountFen)),
        disputes: disputed.map(d => ({
          from: addDays(dueDate, d.day),
          to: d.length === null ? undefined : addDays(dueDate, d.day + d.length),
        })),
        clearedFen: given.clearedFen,
      }
      expect(fee(on, input)).toBe(Math.max(0, accrued - given.clearedFen))
    }),
    { numRuns: 5_000 },
  )
})
