import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths } from '../time'
import { billLines, recomputeLine } from './amount'
import { Rational } from './day-by-day'
import { BillLine, type Cycle } from './fee-schema'
import type { ContractTerms } from './rule-contract'
import { itemOf } from './sample-bill'

const terms = (more: Partial<ContractTerms> = {}): ContractTerms => ({
  from: '2024-03-10',
  to: '2029-03-09',
  steps: [{ from: '2024-03-10', monthlyFen: 300_000 }],
  ...more,
})
const charge = (contract: ContractTerms | undefined, from: string, to: string, cycle: Cycle = { kind: 'month' }) =>
  billLines({
    item: itemOf({ formula: { kind: 'contract' }, cycle }),
    object: contract ? { contract } : {},
    period: { from, to },
    tariffs: [],
  })
const fenOf = (...args: Parameters<typeof charge>) => {
  const result = charge(...args)
  return result.ok ? result.lines.map(line => line.amountFen) : { reason: result.reason, on: result.on }
}

test('a rent is per month, a part of a month by its days', () => {
  expect(fenOf(terms(), '2026-02-01', '2026-02-28')).toEqual([300_000])
  expect(fenOf(terms(), '2024-03-10', '2024-03-31')).toEqual([Math.round((300_000 * 22) / 31)])
  expect(fenOf(terms(), '2026-01-01', '2026-03-31', { kind: 'quarter' })).toEqual([900_000])
})

test('anniversary periods count from the contract: a month of them is one rent', () => {
  const cycle: Cycle = { kind: 'anniversary', months: 3 }
  expect(fenOf(terms(), '2024-06-10', '2024-09-09', cycle)).toEqual([900_000])
})

test('each rent of a period makes a line; a free month is 0', () => {
  const contract = terms({
    steps: [
      { from: '2024-03-10', monthlyFen: 0 },
      { from: '2024-04-10', monthlyFen: 310_000 },
    ],
  })
  expect(fenOf(contract, '2024-04-01', '2024-04-30')).toEqual([0, Math.round((310_000 * 21) / 30)])
})

test('an escalating rent grows on what it had grown to, and is rounded only in its line', () => {
  const contract = terms({ escalation: { everyMonths: 12, rateBp: 333 } })
  const year = (from: string) =>
    fenOf(contract, from, addDays(addMonths(from, 1), -1), { kind: 'anniversary', months: 1 })
  expect(year('2024-03-10')).toEqual([300_000])
  expect(year('2025-03-10')).toEqual([309_990])
  expect(year('2026-03-10')).toEqual([Math.round(300_000 * 1.0333 * 1.0333)])
  expect(fenOf(contract, '2025-03-01', '2025-03-31')).toEqual([
    Math.round((300_000 * 9) / 31),
    Math.round((309_990 * 22) / 31),
  ])
})

test('what reaches outside the contract, or has no rent, is refused with its day', () => {
  expect(fenOf(terms(), '2024-03-01', '2024-03-31')).toEqual({ reason: 'outside_contract', on: '2024-03-01' })
  expect(fenOf(terms(), '2029-03-01', '2029-03-31')).toEqual({ reason: 'outside_contract', on: '2029-03-10' })
  expect(fenOf(undefined, '2024-03-01', '2024-03-31')).toMatchObject({ reason: 'no_contract' })
  const late = terms({ steps: [{ from: '2024-04-10', monthlyFen: 1 }] })
  expect(fenOf(late, '2024-03-10', '2024-03-31')).toEqual({ reason: 'no_rent', on: '2024-03-10' })
})

test('it equals a day-by-day sum of exact fractions', () => {
  const given = fc.record({
    start: fc.nat(500),
    monthlyFen: fc.nat(9_999_999),
    next: fc.option(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.nat(9_999_999))),
    escalation: fc.option(fc.tuple(fc.integer({ min: 1, max: 18 }), fc.integer({ min: -2_000, max: 3_000 }))),
    at: fc.nat(900),
    days: fc.integer({ min: 1, max: 120 }),
  })
  fc.assert(
    fc.property(given, ({ start, monthlyFen, next, escalation, at, days }) => {
      const first = addDays('2024-01-01', start)
      const steps = [
        { from: first, monthlyFen },
        ...(next ? [{ from: addDays(first, next[0]), monthlyFen: next[1] }] : []),
      ]
      const contract: ContractTerms = {
        from: first,
        steps,
        ...(escalation && { escalation: { everyMonths: escalation[0], rateBp: escalation[1] } }),
      }
      const from = addDays(first, at)
      const result = charge(contract, from, addDays(from, days - 1))
      if (!result.ok) throw new Error(result.reason)
      for (const line of result.lines) {
        let sum = new Rational(0)
        for (let day = line.from; day <= line.to; day = addDays(day, 1)) {
          const step = steps.findLast(each => each.from <= day) ?? { from: first, monthlyFen: 0 }
          let rent = new Rational(step.monthlyFen)
          for (let k = 1; escalation && addMonths(step.from, k * escalation[0]) <= day; k++)
            rent = rent.times(new Rational(10_000 + escalation[1], 10_000))
          const length = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate()
          sum = sum.plus(rent.times(new Rational(1, length)))
        }
        expect([line.exactFen, line.amountFen]).toEqual([String(sum), sum.nearest(1)])
        const { exactFen, amountFen, ...inputs } = BillLine.parse(JSON.parse(JSON.stringify(line)))
        expect(recomputeLine(inputs)).toEqual({ exactFen, amountFen })
      }
      expect(result.lines[0]?.from).toBe(from)
      expect(result.lines.at(-1)?.to).toBe(addDays(from, days - 1))
    }),
    { numRuns: 1_500, seed: 20_260_228 },
  )
}, 60_000)
