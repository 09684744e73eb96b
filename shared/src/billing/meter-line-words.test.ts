import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BillInput } from './amount'
import { add, fractionText } from './fraction'
import { meterLineWords } from './meter-line-words'
import { tierUses, usageOf } from './rule-meter'
import { bill, itemOf, linesOf, tariff } from './sample-bill'

const tiers = [
  { over: 10_000, price: 50_000 },
  { over: 20_000, price: 80_000 },
]
type Wish = {
  tierBy?: 'month' | 'year'
  now?: number
  usedBefore?: number
  spans?: { last: number; now: number; multiplier: number }[]
}
const input = ({ tierBy, now = 112_000, usedBefore = 0, spans }: Wish, to = '2026-01-31'): Partial<BillInput> => ({
  item: itemOf({ formula: { kind: 'meter', meter: 'cold_water', ...(tierBy && { tierBy }) } }),
  object: {
    reading: {
      readingId: '0'.repeat(26),
      from: '2026-01-01',
      to,
      spans: spans ?? [{ last: 100_000, now, multiplier: 10_000 }],
      usedBefore,
    },
  },
  tariffs: [tariff('2020-01-01', 30_000, tierBy && { tiers })],
})
const say = (wish: Wish) => linesOf('2026-01-01', '2026-01-31', input(wish)).map(meterLineWords)

describe('a meter’s line in words', () => {
  it('is its use at its price, and the readings that it comes from', () => {
    expect(say({})).toEqual([{ what: '用量 12 吨 × 3.00 元', notes: ['上次 100，1月31日抄到 112'] }])
  })

  it('tells what each tier took, by month and by year', () => {
    expect(say({ tierBy: 'month', now: 125_000 })[0]).toEqual({
      what: '用量 25 吨，按月阶梯',
      notes: ['上次 100，1月31日抄到 125', '10 吨 × 3.00 元', '10 吨 × 5.00 元', '5 吨 × 8.00 元'],
    })
    expect(say({ tierBy: 'year', usedBefore: 180_000_000 })[0]?.notes).toEqual([
      '上次 100，1月31日抄到 112',
      '今年之前已用 18 吨',
      '2 吨 × 5.00 元',
      '10 吨 × 8.00 元',
    ])
  })

  it('names a replaced device and its multiplier', () => {
    const spans = [
      { last: 100_000, now: 105_000, multiplier: 20_000 },
      { last: 0, now: 2_000, multiplier: 10_000 },
    ]
    expect(say({ spans })[0]).toEqual({
      what: '用量 12 吨 × 3.00 元',
      notes: ['旧表从 100 到 105，倍率 2', '上次 0，1月31日抄到 2'],
    })
  })

  it('adds up to what the line costs, whatever the tiers, months and days', () => {
    const wishes = fc.record({
      tierBy: fc.constantFrom('month' as const, 'year' as const),
      now: fc.integer({ min: 100_000, max: 200_000 }),
      usedBefore: fc.nat(300_000_000),
    })
    const cut = { to: '2026-01-17' }
    fc.assert(
      fc.property(wishes, fc.constantFrom('2026-01-31', '2026-02-14', '2026-03-31'), (wish, to) => {
        const given = input(wish, to)
        const tariffs = [tariff('2020-01-01', 30_000, { tiers, ...cut }), tariff('2026-01-18', 40_000, { tiers })]
        const result = bill('2026-01-01', to, { ...given, tariffs })
        if (!result.ok) throw new Error(result.reason)
        for (const line of result.lines) {
          if (line.inputs?.kind !== 'meter') throw new Error('not a meter line')
          const uses = tierUses(line, line.inputs)
          const nothing = { n: BigInt(0), d: BigInt(1) }
          const { own, of } = line.inputs.days
          const taken = { n: usageOf(line.inputs.spans) * BigInt(own), d: BigInt(of) * BigInt(10_000_000) }
          expect(fractionText(uses.map(({ used }) => used).reduce(add, nothing))).toBe(
            fractionText(add(taken, nothing)),
          )
          const sum = uses
            .map(({ used, price }) => ({ n: used.n * BigInt(price), d: used.d * BigInt(100) }))
            .reduce(add, nothing)
          expect(fractionText(sum)).toBe(line.exactFen)
        }
      }),
    )
  })
})
