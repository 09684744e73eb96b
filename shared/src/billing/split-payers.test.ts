import { describe, expect, test } from 'vitest'
import { recomputeLine } from './amount'
import { BillLine } from './fee-schema'
import { itemOf, linesOf, rounding, tariff } from './sample-bill'
import { splitByPayer } from './split-payers'

describe('a change of payer inside a period', () => {
  const split = (lines: BillLine[], ...starts: string[]) =>
    splitByPayer(lines, starts, { kind: 'month' }).map(list => list.map(line => line.amountFen))

  test('the day of a transfer is the new owner’s; the rounded line is shared by exact days', () => {
    const lines = linesOf('2026-02-01', '2026-02-28')
    expect(split(lines, '2026-02-10')).toEqual([[6_617], [13_968]])
    expect(split(lines, '2026-02-28')).toEqual([[19_850], [735]])
    const [seller, buyer] = splitByPayer(lines, ['2026-02-10'], { kind: 'month' })
    expect(seller?.[0]).toMatchObject({ to: '2026-02-09', time: { parts: [{ days: 9, of: 28 }] } })
    expect(buyer?.[0]).toMatchObject({ from: '2026-02-10', to: '2026-02-28' })
  })

  test('days count by the months they lie in: 20/31, 11/31 + 14/28 and 14/28 of a month', () => {
    const lines = linesOf('2026-01-01', '2026-02-28', { item: itemOf({ cycle: { kind: 'quarter' } }) })
    expect(split(lines, '2026-01-21', '2026-02-15')).toEqual([[13_281], [17_597], [10_292]])
  })

  test('on equal remainders the earlier payer takes the odd unit', () => {
    expect(split(linesOf('2026-02-01', '2026-02-28'), '2026-02-15')).toEqual([[10_293], [10_292]])
    const yuan = linesOf('2026-02-01', '2026-02-28', {
      item: itemOf({ rounding: rounding('yuan') }),
      object: { areas: { billable: 9_000 } },
    })
    expect(split(yuan, '2026-02-15')).toEqual([[10_400], [10_300]])
  })

  test('lines before and after the change stay whole; three payers share one line', () => {
    const lines = linesOf('2026-02-01', '2026-02-28', {
      tariffs: [tariff('2020-01-01', 23_000), tariff('2026-02-15', 23_000)],
    })
    expect(split(lines, '2026-02-15')).toEqual([[10_293], [10_293]])
    expect(split(linesOf('2026-04-01', '2026-04-30'), '2026-04-11', '2026-04-21')).toEqual([[6_862], [6_862], [6_861]])
    expect(split(lines, '2026-01-01', '2026-03-01')).toEqual([[], [10_293, 10_293], []])
  })

  test('a one-time fee is the first day’s payer’s', () => {
    const item = itemOf({ cycle: { kind: 'once' } })
    const lines = linesOf('2026-02-15', '2026-02-15', { item })
    expect(splitByPayer(lines, ['2026-02-16'], { kind: 'once' }).map(list => list.length)).toEqual([1, 0])
  })

  test('each share recomputes to itself', () => {
    for (const line of splitByPayer(linesOf('2026-01-10', '2026-02-28'), ['2026-01-20', '2026-02-03'], {
      kind: 'month',
    }).flat())
      expect(recomputeLine(BillLine.parse(line))).toEqual({ exactFen: line.exactFen, amountFen: line.amountFen })
  })
})
