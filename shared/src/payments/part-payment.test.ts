import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocated, spread, wholeDue } from './part-payment'

const due = fc.record({ dueFen: fc.nat(1_000_000), lateFeeFen: fc.nat(100_000) })

test('principal comes before late fee, and both add up to what was paid', () => {
  expect(allocated({ dueFen: 1000, lateFeeFen: 30 }, 990)).toEqual({ principalFen: 990, lateFeeFen: 0 })
  expect(allocated({ dueFen: 1000, lateFeeFen: 30 }, 1020)).toEqual({ principalFen: 1000, lateFeeFen: 20 })
  fc.assert(
    fc.property(due, fc.nat(1_100_000), (each, paid) => {
      const { principalFen, lateFeeFen } = allocated(each, Math.min(paid, wholeDue(each)))
      expect(principalFen + lateFeeFen).toBe(Math.min(paid, wholeDue(each)))
      expect(lateFeeFen === 0 || principalFen === each.dueFen).toBe(true)
    }),
  )
})

test('a sum goes to the oldest bill first, nothing is lost, and no bill gets more than it takes', () => {
  const bills = [
    { billId: 'new', dueDate: '2026-11-28', dueFen: 500, lateFeeFen: 0 },
    { billId: 'old', dueDate: '2026-09-28', dueFen: 800, lateFeeFen: 12 },
  ]
  expect([...spread(bills, 900).amounts]).toEqual([
    ['old', 812],
    ['new', 88],
  ])
  expect(spread(bills, 2000).leftFen).toBe(688)
  fc.assert(
    fc.property(fc.array(due, { maxLength: 8 }), fc.nat(3_000_000), (all, sum) => {
      const some = all.map((each, i) => ({ ...each, billId: `b${i}`, dueDate: `2026-0${1 + (i % 9)}-01` }))
      const { amounts, leftFen } = spread(some, sum)
      expect([...amounts.values()].reduce((total, fen) => total + fen, leftFen)).toBe(sum)
      for (const bill of some) expect(amounts.get(bill.billId)).toBeLessThanOrEqual(wholeDue(bill))
    }),
  )
})
