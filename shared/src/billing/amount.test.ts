import { describe, expect, test } from 'vitest'
import { billedTime } from './billed-time'
import type { Cycle } from './fee-schema'
import { fractionText } from './fraction'
import { bill, itemOf, linesOf, tariff } from './sample-bill'

const amounts = (...args: Parameters<typeof bill>) => linesOf(...args).map(line => line.amountFen)
const parts = (cycle: Cycle, from: string, to: string, anchor = from) => billedTime(cycle, { from, to }, anchor)

describe('price and months', () => {
  test('a whole month is exactly 1, whatever its days', () => {
    expect(amounts('2026-02-01', '2026-02-28')).toEqual([20_585])
    expect(amounts('2024-02-01', '2024-02-29')).toEqual([20_585])
    expect(amounts('2026-03-01', '2026-03-31')).toEqual([20_585])
  })

  test('price is per month: a whole quarter is 3 months of it, a year 12', () => {
    const quarter = itemOf({ cycle: { kind: 'quarter' } })
    expect(amounts('2026-01-01', '2026-03-31', { item: quarter })).toEqual([61_755])
    expect(amounts('2026-01-01', '2026-12-31', { item: itemOf({ cycle: { kind: 'year' } }) })).toEqual([247_020])
  })

  test('a partial month is its days ÷ the days of that month, first and last day both charged', () => {
    const [line] = linesOf('2026-02-15', '2026-02-28')
    expect(line?.time).toEqual({ whole: 0, parts: [{ days: 14, of: 28 }] })
    expect(line?.amountFen).toBe(10_293)
    expect(linesOf('2024-02-15', '2024-02-29')[0]?.time.parts).toEqual([{ days: 15, of: 29 }])
    expect(linesOf('2026-02-15', '2026-02-15')[0]?.time.parts).toEqual([{ days: 1, of: 28 }])
  })

  test('partial months at both ends are added exactly and rounded once', () => {
    const [line] = linesOf('2026-01-31', '2026-04-01', { item: itemOf({ cycle: { kind: 'half_year' } }) })
    expect(line?.time).toEqual({
      whole: 2,
      parts: [
        { days: 1, of: 31 },
        { days: 1, of: 30 },
      ],
    })
    expect(line?.exactFen).toBe(fractionText({ n: 20_585n * (2n * 930n + 30n + 31n), d: 930n }))
    expect(line?.amountFen).toBe(42_520)
  })

  test('a heating season is 1, a part of it its days ÷ the days of the season', () => {
    const winter: Cycle = { kind: 'heating_season', from: '11-15', to: '03-15' }
    const item = itemOf({ cycle: winter, formula: { kind: 'area', area: 'heating' } })
    const more = { item, object: { areas: { heating: 10_000 } }, tariffs: [tariff('2020-01-01', 300_000)] }
    expect(amounts('2025-11-15', '2026-03-15', more)).toEqual([300_000])
    expect(linesOf('2025-12-15', '2026-03-15', more)[0]?.time).toEqual({ whole: 0, parts: [{ days: 91, of: 121 }] })
    expect(parts(winter, '2027-11-15', '2028-03-15')).toEqual({ whole: 1, parts: [] })
    expect(parts(winter, '2027-11-16', '2028-03-15').parts).toEqual([{ days: 121, of: 122 }])
  })

  test('once is once, by the tariff of its day', () => {
    const item = itemOf({ cycle: { kind: 'once' }, formula: { kind: 'fixed' } })
    const tariffs = [tariff('2020-01-01', 1_000_000), tariff('2026-02-16', 2_000_000)]
    expect(amounts('2026-02-15', '2026-02-15', { item, tariffs })).toEqual([10_000])
    expect(amounts('2026-02-16', '2026-02-16', { item, tariffs })).toEqual([20_000])
    expect(amounts('2026-02-01', '2026-02-28', { item, tariffs })).toEqual([10_000])
  })

  test('inside an anniversary, a month is the anniversary month, clamped from the anchor', () => {
    const cycle: Cycle = { kind: 'anniversary', months: 3 }
    expect(parts(cycle, '2026-01-31', '2026-04-29')).toEqual({ whole: 3, parts: [] })
    expect(parts(cycle, '2026-01-31', '2026-02-27')).toEqual({ whole: 1, parts: [] })
    expect(parts(cycle, '2026-02-28', '2026-03-29', '2026-01-31')).toEqual({ whole: 0, parts: [{ days: 30, of: 31 }] })
    expect(parts(cycle, '2027-12-31', '2028-02-28', '2027-12-31')).toEqual({ whole: 2, parts: [] })
  })

  test('the surcharge is prorated and multiplied by coefficient and vacancy like area × price', () => {
    const item = itemOf({ formula: { kind: 'area', area: 'billable', coefficient: 12_000 } })
    const tariffs = [tariff('2020-01-01', 23_000, { surchargeFen: 500 })]
    expect(amounts('2026-02-01', '2026-02-28', { item, tariffs })).toEqual([Math.round(21_085 * 1.2)])
    const vacant = { areas: { billable: 8950 }, vacancies: [{ from: '2025-01-01', payablePct: 70 }] }
    const [line] = linesOf('2026-02-15', '2026-02-28', { item, tariffs, object: vacant })
    expect(line?.exactFen).toBe(fractionText({ n: 21_085n * 12n * 7n, d: 200n }))
    expect(line?.amountFen).toBe(8_856)
  })
})

describe('lines', () => {
  test('a tariff holds to the day before the next: two lines, the bill their sum', () => {
    const tariffs = [tariff('2020-01-01', 23_000), tariff('2026-02-15', 25_000)]
    const lines = linesOf('2026-02-01', '2026-02-28', { tariffs })
    expect(lines.map(({ from, to, tariffId }) => `${from} ${to} ${tariffId?.slice(0, 8)}`)).toEqual([
      '2026-02-01 2026-02-14 20200101',
      '2026-02-15 2026-02-28 20260215',
    ])
    expect(lines.map(line => line.amountFen)).toEqual([10_293, 11_188])
    expect(bill('2026-02-01', '2026-02-28', { tariffs })).toMatchObject({ totalFen: 21_481 })
  })

  test('two versions make two lines even at one price, each rounded on its own', () => {
    const tariffs = [tariff('2020-01-01', 23_000), tariff('2026-02-15', 23_000)]
    expect(amounts('2026-02-01', '2026-02-28', { tariffs })).toEqual([10_293, 10_293])
  })

  test('a vacancy cuts the line like a tariff', () => {
    const object = { areas: { billable: 8950 }, vacancies: [{ from: '2026-02-08', to: '2026-02-14', payablePct: 50 }] }
    const lines = linesOf('2026-02-01', '2026-02-28', { object })
    expect(lines.map(({ from, payablePct }) => [from, payablePct])).toEqual([
      ['2026-02-01', 100],
      ['2026-02-08', 50],
      ['2026-02-15', 100],
    ])
    expect(lines.map(line => line.amountFen)).toEqual([5_146, 2_573, 10_293])
  })

  test('a charged day with no tariff, or with two, is refused and named', () => {
    const gap = [tariff('2020-01-01', 23_000, { to: '2026-02-10' }), tariff('2026-02-12', 23_000)]
    expect(bill('2026-02-01', '2026-02-28', { tariffs: gap })).toEqual({
      ok: false,
      reason: 'no_tariff',
      on: '2026-02-11',
    })
    expect(bill('2019-12-31', '2020-01-31')).toEqual({ ok: false, reason: 'no_tariff', on: '2019-12-31' })
    const twice = [tariff('2020-01-01', 23_000, { to: '2026-02-10' }), tariff('2026-02-10', 23_000)]
    expect(bill('2026-02-01', '2026-02-28', { tariffs: twice })).toEqual({
      ok: false,
      reason: 'double_tariff',
      on: '2026-02-10',
    })
    const same = [tariff('2026-02-01', 23_000), tariff('2026-02-01', 24_000)]
    expect(bill('2026-02-01', '2026-02-28', { tariffs: same })).toMatchObject({ reason: 'double_tariff' })
    const other = [tariff('2020-01-01', 23_000, { feeItemId: '1'.repeat(26) })]
    expect(bill('2026-02-01', '2026-02-28', { tariffs: other })).toMatchObject({ reason: 'no_tariff' })
    const vacancies = [
      { from: '2026-01-01', payablePct: 70 },
      { from: '2026-02-03', payablePct: 50 },
    ]
    expect(bill('2026-02-01', '2026-02-28', { object: { areas: { billable: 1 }, vacancies } })).toEqual({
      ok: false,
      reason: 'double_vacancy',
      on: '2026-02-03',
    })
  })

  test('the object’s own coefficient comes before the formula’s', () => {
    const own = { areas: { billable: 8950 }, coefficient: 5_000 }
    const formula = { kind: 'area', area: 'billable', coefficient: 20_000 } as const
    expect(amounts('2026-02-01', '2026-02-28', { item: itemOf({ formula }), object: own })).toEqual([10_293])
    expect(amounts('2026-02-01', '2026-02-28', { item: itemOf({ formula }) })).toEqual([41_170])
  })
})
