import { expect, test } from 'vitest'
import { BillRefusal } from './refusals'
import type { BillLine } from './fee-schema'
import type { Formula } from './formula-schema'
import { itemOf, linesOf, tariff } from './sample-bill'
import { periodName, quantityWords, refusalSentences, standardWords, timeWords } from './words'

const wordsOf = ([line]: BillLine[]) => line && [quantityWords(line), timeWords(line)]

test('a line says how it was computed', () => {
  expect(wordsOf(linesOf('2026-02-15', '2026-02-28'))).toEqual([
    '收费面积 89.50 m² × 2.30 元',
    '2月15日起，按 14/28 天',
  ])
  expect(wordsOf(linesOf('2026-02-01', '2026-02-28'))).toEqual(['收费面积 89.50 m² × 2.30 元', ''])
  expect(wordsOf(linesOf('2026-02-01', '2026-04-15'))?.[1]).toBe('2月1日起，按 2 个月 + 15/30 天')
  expect(wordsOf(linesOf('2026-01-01', '2026-03-31'))?.[1]).toBe('3 个月')
})

test('surcharge, coefficient and vacancy are named, with the order of computing', () => {
  const tariffs = [tariff('2020-01-01', 23_050, { surchargeFen: 500 })]
  const object = { areas: { billable: 8950 }, coefficient: 12_000, vacancies: [{ from: '2020-01-01', payablePct: 70 }] }
  expect(wordsOf(linesOf('2026-02-01', '2026-02-28', { tariffs, object }))?.[0]).toBe(
    '(收费面积 89.50 m² × 2.305 元 + 附加 5.00 元) × 系数 1.20 × 空置 70%',
  )
  const fixed = itemOf({ formula: { kind: 'fixed' } })
  expect(wordsOf(linesOf('2026-02-01', '2026-02-28', { item: fixed, object: {} }))?.[0]).toBe('2.30 元')
})

test.each([
  [{ price: 23_000, per: 'month' }, { kind: 'area', area: 'built' }, '2.30 元/m²·月'],
  [{ price: 80_000, per: 'month', surchargeFen: 500 }, { kind: 'fixed' }, '8.00 元/月 + 附加 5.00 元/月'],
  [{ price: 240_050, per: 'season' }, { kind: 'area', area: 'built' }, '24.005 元/m²·供暖季'],
  [{ price: 500_000, per: 'time' }, { kind: 'fixed' }, '50.00 元/次'],
  [
    { price: 35_000, per: 'month', tiers: [{ over: 10_000, price: 50_000 }] },
    { kind: 'meter', meter: 'cold_water', tierBy: 'month' },
    '3.50 元/吨，每月超过 10 吨 5.00 元',
  ],
  [
    {
      price: 0,
      per: 'time',
      bands: { freeMinutes: 30, firstMinutes: 60, firstFen: 500, stepMinutes: 30, stepFen: 200, dayCapFen: 3_000 },
    },
    { kind: 'duration' },
    '30 分钟内免费，首 60 分钟 5.00 元，之后每 30 分钟 2.00 元，每天最多 30.00 元',
  ],
] satisfies [Parameters<typeof standardWords>[0], Formula, string][])(
  'the standard %j of a %j is %s',
  (tariff, formula, words) => {
    expect(standardWords(tariff, formula)).toBe(words)
  },
)

test.each([
  ['2026-02-01', '2026-02-28', '2026年2月'],
  ['2026-01-01', '2026-03-31', '2026年1月至3月'],
  ['2025-12-01', '2026-02-28', '2025年12月至2026年2月'],
  ['2026-02-15', '2026-03-31', '2026年2月15日至3月31日'],
  ['2025-11-15', '2026-03-15', '2025年11月15日至2026年3月15日'],
  ['2026-02-15', '2026-02-15', '2026年2月15日'],
])('the period %s to %s is %s', (from, to, name) => expect(periodName({ from, to })).toBe(name))

test('every refusal has its sentence', () => {
  for (const reason of BillRefusal.options) expect(refusalSentences[reason]).toMatch(/，/)
})
