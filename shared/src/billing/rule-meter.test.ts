import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../time'
import { billLines, recomputeLine } from './amount'
import { Rational } from './day-by-day'
import { BillLine, type Tariff } from './fee-schema'
import type { MeterSpan } from './formula-schema'
import { readingDays, type MeterUse } from './rule-meter'
import { itemOf, tariff } from './sample-bill'

const readingId = '1'.repeat(26)
const span = (last: number, now: number, more: Partial<MeterSpan> = {}): MeterSpan => ({
  last: last * 1_000,
  now: now * 1_000,
  multiplier: 10_000,
  ...more,
})
const use = (from: string, to: string, spans: MeterSpan[], usedBefore = 0): MeterUse => ({
  readingId,
  from,
  to,
  spans,
  usedBefore: usedBefore * 10_000_000,
})
const water = (tierBy?: 'month' | 'year') =>
  itemOf({ formula: { kind: 'meter', meter: 'cold_water', ...(tierBy && { tierBy }) } })
const charge = (reading: MeterUse, tariffs: Tariff[], tierBy?: 'month' | 'year') =>
  billLines({ item: water(tierBy), object: { reading }, period: { from: reading.from, to: reading.to }, tariffs })
const fenOf = (...args: Parameters<typeof charge>) => {
  const result = charge(...args)
  return result.ok ? result.lines.map(line => line.amountFen) : result.reason
}
const flat = [tariff('2020-01-01', 35_000)]
const tiered = [
  tariff('2020-01-01', 30_000, {
    tiers: [
      { over: 10_000, price: 50_000 },
      { over: 20_000, price: 80_000 },
    ],
  }),
]
const february = (...spans: MeterSpan[]) => use('2026-02-01', '2026-02-28', spans)

describe('use', () => {
  test('is this − last, times the multiplier, which comes before the tiers', () => {
    expect(fenOf(february(span(100, 112)), flat)).toEqual([4_200])
    const doubled = february(span(100, 106, { multiplier: 20_000 }))
    expect(fenOf(doubled, tiered, 'month')).toEqual([10 * 300 + 2 * 500])
  })

  test('a rollover is declared: this + 10^digits − last', () => {
    expect(fenOf(february(span(9_990, 5, { rollsOver: true, digits: 4 })), flat)).toEqual([15 * 350])
    expect(fenOf(february(span(9_990, 5)), flat)).toBe('reading_back')
    expect(fenOf(february(span(9_990, 5, { rollsOver: true })), flat)).toBe('no_digits')
    expect(fenOf(february(span(5, 9, { rollsOver: true, digits: 4 })), flat)).toBe('not_rolled_over')
    expect(fenOf(february(span(10_000, 5, { rollsOver: true, digits: 4 })), flat)).toBe('reading_back')
  })

  test('a replaced meter adds the old one’s use and the new one’s, each times its own multiplier', () => {
    const replaced = february(span(100, 104), span(0, 3, { multiplier: 25_000 }))
    expect(fenOf(replaced, flat)).toEqual([Math.round((4 + 7.5) * 350)])
  })

  test('a reading is needed, and its own days', () => {
    const { from, to } = february()
    expect(billLines({ item: water(), object: {}, period: { from, to }, tariffs: flat })).toMatchObject({
      reason: 'no_reading',
    })
    const reading = february(span(1, 2))
    const period = { from, to: '2026-02-27' }
    expect(billLines({ item: water(), object: { reading }, period, tariffs: flat })).toMatchObject({
      reason: 'bad_period',
    })
    expect(readingDays('2026-01-31', '2026-02-28')).toEqual({ from, to })
    expect(fenOf(february({ ...span(1, 2), now: 1.5 }), flat)).toBe('finer_than_scale')
  })
})

describe('tiers', () => {
  test('a bound belongs to its tier; one reading makes one line, rounded over all tiers', () => {
    expect(fenOf(february(span(0, 10)), tiered, 'month')).toEqual([3_000])
    expect(fenOf(february({ ...span(0, 10), now: 10_001 }), tiered, 'month')).toEqual([3_001])
    expect(fenOf(february(span(0, 25)), tiered, 'month')).toEqual([10 * 300 + 10 * 500 + 5 * 800])
  })

  test('of the month scale by the months that a reading covers', () => {
    const twoMonths = use('2026-02-01', '2026-03-31', [span(0, 25)])
    expect(fenOf(twoMonths, tiered, 'month')).toEqual([20 * 300 + 5 * 500])
    const half = use('2026-02-15', '2026-02-28', [span(0, 8)])
    expect(fenOf(half, tiered, 'month')).toEqual([5 * 300 + 3 * 500])
  })

  test('of the year begin where the year’s earlier use ended, and are not prorated', () => {
    expect(fenOf(use('2026-02-01', '2026-02-28', [span(0, 5)], 8), tiered, 'year')).toEqual([2 * 300 + 3 * 500])
    expect(fenOf(use('2026-01-15', '2026-03-31', [span(0, 12)]), tiered, 'year')).toEqual([10 * 300 + 2 * 500])
    expect(fenOf(use('2026-02-01', '2026-02-28', [span(0, 3)], 30), tiered, 'year')).toEqual([3 * 800])
  })

  test('need a month or a year', () => expect(fenOf(february(span(0, 1)), tiered)).toBe('no_tier_basis'))
})

test('a price change between readings splits the use by days', () => {
  const tariffs = [tariff('2020-01-01', 30_000), tariff('2026-02-15', 40_000)]
  expect(fenOf(february(span(0, 14)), tariffs)).toEqual([7 * 300, 7 * 400])
  const yearly = [
    tariff('2020-01-01', 30_000, { tiers: [{ over: 10_000, price: 50_000 }] }),
    tariff('2026-02-15', 30_000, { tiers: [{ over: 10_000, price: 60_000 }] }),
  ]
  expect(fenOf(february(span(0, 16)), yearly, 'year')).toEqual([8 * 300, 2 * 300 + 6 * 600])
  const late = [tariff('2026-02-15', 30_000)]
  expect(charge(february(span(0, 14)), late)).toEqual({ ok: false, reason: 'no_tariff', on: '2026-02-01' })
})

test('the surcharge is of the months that the days cover', () => {
  const tariffs = [tariff('2020-01-01', 30_000, { surchargeFen: 500 })]
  expect(fenOf(use('2026-02-01', '2026-03-31', [span(0, 1)]), tariffs)).toEqual([300 + 1_000])
})

/** The cost of all use up to x: every tier adds what it costs more than the one below. */
function costTo(x: Rational, price: number, tiers: { over: Rational; price: number }[]): Rational {
  const above = (bound: Rational) => {
    const rest = x.plus(bound.times(new Rational(-1)))
    return rest.top < 0n ? new Rational(0) : rest
  }
  return tiers.reduce(
    (sum, tier, i) => sum.plus(above(tier.over).times(new Rational(tier.price - (tiers[i - 1]?.price ?? price)))),
    x.times(new Rational(price)),
  )
}

test('it equals the difference of two costs, in exact fractions', () => {
  const readings = fc.record({
    start: fc.nat(800),
    days: fc.integer({ min: 1, max: 100 }),
    last: fc.nat(5_000_000),
    used: fc.nat(100_000),
    multiplier: fc.constantFrom(10_000, 10_000, 12_345, 400_000),
    before: fc.nat(90_000_000),
    change: fc.option(fc.nat(100)),
    prices: fc.array(fc.nat(99_999), { minLength: 8, maxLength: 8 }),
    bounds: fc.uniqueArray(fc.integer({ min: 1, max: 60_000 }), { maxLength: 3 }),
    tierBy: fc.constantFrom<'month' | 'year'>('month', 'year'),
  })
  fc.assert(
    fc.property(readings, ({ start, days, last, used, multiplier, before, change, prices, bounds, tierBy }) => {
      const from = addDays('2025-01-01', start)
      const to = addDays(from, days - 1)
      const cut = change === null || change === 0 || change >= days ? undefined : addDays(from, change)
      const sorted = bounds.toSorted((a, b) => a - b)
      const priced = (day: string, at: number) =>
        tariff(day, prices[at] ?? 0, {
          ...(sorted.length > 0 && { tiers: sorted.map((over, i) => ({ over, price: prices[at + 1 + i] ?? 0 })) }),
        })
      const tariffs = [priced('2020-01-01', 0), ...(cut ? [priced(cut, 4)] : [])]
      const reading = { readingId, from, to, usedBefore: before, spans: [{ last, now: last + used, multiplier }] }
      const result = charge(reading, tariffs, tierBy)
      if (!result.ok) throw new Error(result.reason)
      const use = new Rational(BigInt(used) * BigInt(multiplier), 10_000_000)
      let done = 0
      for (const [i, line] of result.lines.entries()) {
        const own = (Date.parse(line.to) - Date.parse(line.from)) / 86_400_000 + 1
        const months = { quantity: new Rational(0) }
        for (let day = line.from; day <= line.to; day = addDays(day, 1)) {
          const length = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate()
          months.quantity = months.quantity.plus(new Rational(1, length))
        }
        const scale = tierBy === 'month' ? months.quantity : new Rational(1)
        const tiers = sorted.map((over, tier) => ({
          over: new Rational(over, 1_000).times(scale),
          price: prices[i * 4 + 1 + tier] ?? 0,
        }))
        const earlier =
          tierBy === 'year'
            ? new Rational(before, 10_000_000).plus(use.times(new Rational(done, days)))
            : new Rational(0)
        const price = prices[i * 4] ?? 0
        const cost = costTo(earlier.plus(use.times(new Rational(own, days))), price, tiers)
          .plus(costTo(earlier, price, tiers).times(new Rational(-1)))
          .times(new Rational(1, 100))
        expect([line.exactFen, line.amountFen]).toEqual([String(cost), cost.nearest(1)])
        const { exactFen, amountFen, ...inputs } = BillLine.parse(JSON.parse(JSON.stringify(line)))
        expect(recomputeLine(inputs)).toEqual({ exactFen, amountFen })
        done += own
      }
      expect(done).toBe(days)
    }),
    { numRuns: 3_000, seed: 20_260_228 },
  )
}, 60_000)
