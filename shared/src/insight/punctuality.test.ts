import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../time'
import { addCounts, countsByMonth, countsOf, noCounts, type Outcome, outcomeOf, punctualityOf } from './punctuality'

const bill = {
  state: 'published' as const,
  amountFen: 100,
  dueDate: '2026-02-28',
  paidFen: 0,
  lateFeePaidFen: 0,
}
const paidOn = (date: string, principalFen = 100) => ({
  ...bill,
  state: 'paid' as const,
  paidFen: 100,
  movements: [{ date, principalFen, lateFeeFen: 0 }],
})

test('paying on the due date is on time, a day later is a day late, whatever the month', () => {
  expect(outcomeOf(paidOn('2026-02-28'), '2026-05-01')).toEqual({ due: '2026-02-28', days: 0 })
  expect(outcomeOf(paidOn('2025-12-01'), '2026-05-01')).toEqual({ due: '2026-02-28', days: 0 })
  expect(outcomeOf(paidOn('2026-03-01'), '2026-05-01')).toEqual({ due: '2026-02-28', days: 1 })
})

test('what is not due yet, void, brought along or credited says nothing of its payer', () => {
  expect(outcomeOf(bill, '2026-02-28')).toBeUndefined()
  expect(outcomeOf(bill, '2026-03-01')).toEqual({ due: '2026-02-28' })
  expect(outcomeOf({ ...bill, state: 'part_paid', paidFen: 99 }, '2026-03-01')).toEqual({ due: '2026-02-28' })
  expect(outcomeOf({ ...bill, state: 'void' }, '2026-03-01')).toBeUndefined()
  expect(outcomeOf({ ...paidOn('2026-03-09'), opening: true }, '2026-04-01')).toBeUndefined()
  const credit = [{ date: '2026-03-02', creditOf: 'B', principalFen: 100, lateFeeFen: 0 }]
  expect(outcomeOf({ ...paidOn('2026-03-02'), movements: credit }, '2026-04-01')).toBeUndefined()
})

test('an average is over those that are late, paid or open, half up to a tenth', () => {
  const counts = countsOf([
    { due: '2026-01-31', days: 0 },
    { due: '2026-01-31', days: 3 },
    { due: '2026-01-31', days: 2 },
    { due: '2026-02-28' },
  ])
  expect(punctualityOf(counts, '2026-03-10')).toEqual({
    bills: 4,
    onTime: 1,
    late: 2,
    open: 1,
    days: 15,
    rateBp: 2_500,
    averageDays10: 50,
  })
  expect(punctualityOf(noCounts, '2026-03-10')).toEqual({ bills: 0, onTime: 0, late: 0, open: 0, days: 0 })
})

const outcome: fc.Arbitrary<Outcome> = fc
  .record({ after: fc.integer({ min: 0, max: 300 }), days: fc.option(fc.integer({ min: 0, max: 400 })) })
  .map(({ after, days }) => ({ due: addDays('2026-01-01', after), ...(days !== null && { days }) }))

test('counters by month add up to all of them, and each day late of an open bill counts', () => {
  fc.assert(
    fc.property(fc.array(outcome, { maxLength: 30 }), outcomes => {
      const sum = [...countsByMonth(outcomes).values()].reduce((all, each) => addCounts(all, each), noCounts)
      expect(sum).toEqual(countsOf(outcomes))
      const open = outcomes.filter(({ days }) => days === undefined).length
      const [one, next] = ['2027-06-01', '2027-06-02'].map(today => punctualityOf(sum, today).days)
      expect(next).toBe((one ?? 0) + open)
    }),
  )
})
