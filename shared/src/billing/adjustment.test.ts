import { expect, test } from 'vitest'
import { adjustmentOf, reversedLine } from './adjustment'
import { recomputeLine } from './amount'
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
