import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumFen } from '../money'
import { billLines, recomputeLine } from './amount'
import { BillLine } from './fee-schema'
import { shareOut } from './rule-shared'
import { itemOf } from './sample-bill'

const among = (...weights: [code: string, weight: number][]) =>
  weights.map(([code, weight]) => ({ code, weight: BigInt(weight) }))
const amounts = (...args: Parameters<typeof shareOut>) => {
  const result = shareOut(...args)
  return result.ok ? result.parts.map(part => part.amountFen) : result.reason
}
const poolId = '2'.repeat(26)
const lineOf = (totalFen: number, part: { weight: bigint; totalWeight: bigint; odd: boolean }) =>
  billLines({
    item: itemOf({ formula: { kind: 'shared', by: 'area' }, rounding: { mode: 'half_up', unit: 'yuan' } }),
    object: { share: { poolId, totalFen, ...part } },
    period: { from: '2026-02-01', to: '2026-02-28' },
    tariffs: [],
  })

test('on equal remainders the odd fen goes by room code, as a person counts', () => {
  expect(amounts(100, among(['1-1-1001', 1], ['1-1-101', 1], ['1-1-201', 1]))).toEqual([33, 34, 33])
  expect(amounts(101, among(['1-10-101', 1], ['1-2-101', 1], ['1-1-101', 1]))).toEqual([33, 34, 34])
})

test('weight 0 gets 0; a total weight of 0 and a negative weight are refused', () => {
  expect(amounts(101, among(['1-1-101', 0], ['1-1-102', 7]))).toEqual([0, 101])
  expect(amounts(101, among(['1-1-101', 0], ['1-1-102', 0]))).toBe('no_weight')
  expect(amounts(101, [])).toBe('no_weight')
  expect(amounts(101, among(['1-1-101', -1], ['1-1-102', 7]))).toBe('negative_weight')
  expect(amounts(0.5, among(['1-1-101', 1]))).toBe('too_large')
})

test('a line is the share to the fen, whatever the item rounds to; without a share it is refused', () => {
  const sharing = shareOut(100, among(['1-1-101', 1], ['1-1-102', 2]))
  if (!sharing.ok) throw new Error(sharing.reason)
  const lines = sharing.parts.map(part => lineOf(100, part))
  expect(lines).toMatchObject([{ totalFen: 33 }, { totalFen: 67 }])
  const item = itemOf({ formula: { kind: 'shared', by: 'area' } })
  const period = { from: '2026-02-01', to: '2026-02-28' }
  expect(billLines({ item, object: {}, period, tariffs: [] })).toMatchObject({ reason: 'no_share' })
})

test('the parts are the whole, none is a fen from its exact share, larger remainders come first, and a negative total mirrors', () => {
  const weights = fc.array(fc.oneof(fc.constant(0n), fc.bigInt(1n, 10n ** 20n)), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(fc.integer({ min: -9_999_999, max: 9_999_999 }), weights, (totalFen, list) => {
      const rooms = list.map((weight, i) => ({ code: `1-1-${i + 1}`, weight }))
      const result = shareOut(totalFen, rooms)
      const all = list.reduce((sum, weight) => sum + weight, 0n)
      expect(result.ok).toBe(all > 0n)
      if (!result.ok) return
      expect(sumFen(result.parts.map(part => part.amountFen))).toBe(totalFen)
      const size = BigInt(Math.abs(totalFen))
      const got = result.parts.map((part, i) => ({ part, rest: (size * (list[i] ?? 0n)) % all, i }))
      for (const { part, i } of got) {
        const floor = Number((size * (list[i] ?? 0n)) / all)
        expect(Math.abs(part.amountFen)).toBe(floor + (part.odd ? 1 : 0))
        const line = lineOf(totalFen, part)
        if (!line.ok) throw new Error(line.reason)
        const { exactFen, amountFen, ...inputs } = BillLine.parse(JSON.parse(JSON.stringify(line.lines[0])))
        expect(amountFen).toBe(part.amountFen)
        expect(recomputeLine(inputs)).toEqual({ exactFen, amountFen })
      }
      for (const odd of got.filter(each => each.part.odd))
        for (const even of got.filter(each => !each.part.odd))
          expect(odd.rest > even.rest || (odd.rest === even.rest && odd.i < even.i)).toBe(true)
      expect(amounts(0 - totalFen, rooms)).toEqual(result.parts.map(part => 0 - part.amountFen))
    }),
    { numRuns: 1_000, seed: 20_260_228 },
  )
})
