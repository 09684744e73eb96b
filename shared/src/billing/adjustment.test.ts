import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumFen } from '../money'
import { adjustmentOf, correctedSoFar, creditSplit, reversedLine } from './adjustment'
import { recomputeLine } from './amount'
import type { BillLine } from './fee-schema'
import { linesOf, tariff } from './sample-bill'
import { splitByPayer } from './split-payers'
import { quantityWords } from './words'

const before = linesOf('2026-02-01', '2026-02-28')
const after = linesOf('2026-02-01', '2026-02-28', {
  tariffs: [tariff('2020-01-01', 23_000), tariff('2026-02-15', 22_001)],
})

test('is the corrected bill − the original, both rounded; it may be negative, and every line recomputes', () => {
  const { lines, totalFen } = adjustmentOf(before, after)
  expect(lines.map(line => line.amountFen)).toEqual([-20_585, 10_293, 9_845])
  expect(totalFen).toBe(-447)
  for (const { exactFen, amountFen, ...inputs } of lines) expect(recomputeLine(inputs)).toEqual({ exactFen, amountFen })
  expect(lines[0] && quantityWords(lines[0])).toBe('冲回 收费面积 89.50 m² × 2.30 元')
})

test('of a payer’s part is the exact negative of that part', () => {
  const parts = splitByPayer(before, ['2026-02-10', '2026-02-20'], { kind: 'month' }).flat()
  for (const part of parts) {
    const { amountFen, exactFen } = reversedLine(part)
    expect([amountFen, exactFen]).toEqual([-part.amountFen, `-${part.exactFen}`])
    expect(reversedLine(reversedLine(part))).toEqual(part)
  }
})

test('any number of them, void ones between, add up to what was corrected last', () => {
  const step = fc.record({ price: fc.integer({ min: 0, max: 90_000 }), isVoid: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), steps => {
      const issued: { lines: BillLine[]; state: 'published' | 'void'; totalFen: number }[] = []
      for (const { price, isVoid } of steps) {
        const corrected = linesOf('2026-02-01', '2026-02-28', { tariffs: [tariff('2020-01-01', price)] })
        const made = adjustmentOf(correctedSoFar({ lines: before }, issued), corrected)
        issued.push({ ...made, state: isVoid ? 'void' : 'published' })
      }
      const live = issued.filter(({ state }) => state !== 'void')
      const sum = sumFen([...before.map(({ amountFen }) => amountFen), ...live.map(({ totalFen }) => totalFen)])
      expect(sum).toBe(sumFen(correctedSoFar({ lines: before }, issued).map(({ amountFen }) => amountFen)))
    }),
  )
})

test('a credit lowers what is still due first, and never below nothing', () => {
  const fen = fc.integer({ min: 0, max: 1_000_000 })
  fc.assert(
    fc.property(fen, fen, (credit, due) => {
      const { toBillFen, lotFen } = creditSplit(credit, due)
      expect(toBillFen + lotFen).toBe(credit)
      expect(toBillFen <= due && lotFen >= 0).toBe(true)
      expect(lotFen > 0 && toBillFen < due).toBe(false)
    }),
  )
})
