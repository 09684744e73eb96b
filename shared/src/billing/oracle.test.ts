import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumFen } from '../money'
import { addDays } from '../time'
import { type BillInput, billLines, recomputeLine } from './amount'
import { dayByDay } from './day-by-day'
import { BillLine, type Cycle } from './fee-schema'
import { nextPeriod } from './periods'
import { feeItemId } from './sample-bill'
import { splitByPayer } from './split-payers'

declare const LINLI_OTHER_ZONE: boolean
/** 5 × 20,000 bills, and a tenth of them where only the zone of the host is another. */
const share = LINLI_OTHER_ZONE ? 10 : 1
/** The seed is fixed so that a failure is the same everywhere. */
const runs = { numRuns: 20_000 / share, seed: 20_260_228 }
/** About two seconds each on a free core; a busy machine is no failure. */
const timeout = 120_000
const winter: Cycle = { kind: 'heating_season', from: '11-15', to: '03-15' }

const pair = fc.tuple(fc.nat(420), fc.option(fc.nat(200), { freq: 2 }))
/** Mostly one tariff for all days, then one or two more that follow, overlap or leave a gap. */
const tariffs = fc.tuple(
  fc.nat(40),
  fc.array(pair, { maxLength: 2 }),
  fc.array(fc.nat(99_999), { minLength: 6, maxLength: 6 }),
)
const vacancies = fc.array(fc.tuple(fc.nat(300), fc.option(fc.nat(60), { freq: 3 }), fc.nat(100)), { maxLength: 2 })
const object = fc.record({
  area: fc.nat(5_000_000),
  coefficient: fc.option(fc.integer({ min: 1, max: 30_000 }), { freq: 1 }),
  anchor: fc.nat(1_500),
})
const given = fc.record({
  first: fc.nat(2_500),
  days: fc.oneof({ weight: 4, arbitrary: fc.nat(62) }, { weight: 1, arbitrary: fc.nat(400) }),
  unit: fc.constantFrom('fen', 'fen', 'jiao', 'yuan'),
  object,
  tariffs,
  vacancies,
})
type Given = typeof given extends fc.Arbitrary<infer T> ? T : never

function inputOf(cycle: Cycle, fixed: boolean, { first, days, unit, object, tariffs, vacancies }: Given): BillInput {
  const day = (offset: number) => addDays('2019-01-01', first + offset)
  const season = cycle.kind === 'heating_season' ? nextPeriod(cycle, day(0)) : undefined
  const from = season ? (season.from < day(0) ? day(0) : season.from) : day(0)
  const to = season && season.to < addDays(from, days) ? season.to : addDays(from, days)
  const [early, later, prices] = tariffs
  const starts = [[-early, null] as const, ...later]
  return {
    item: {
      feeItemId,
      formula: fixed ? { kind: 'fixed' } : { kind: 'area', area: 'built' },
      cycle,
      rounding: { mode: 'half_up', unit },
    },
    object: {
      areas: { built: object.area },
      coefficient: object.coefficient ?? undefined,
      vacancies: vacancies.map(([start, length, payablePct]) => ({
        from: addDays(from, start - 30),
        to: length === null ? undefined : addDays(from, start - 30 + length),
        payablePct,
      })),
      anchor: addDays('2019-01-01', object.anchor),
    },
    period: { from, to },
    tariffs: starts.map(([start, length], i) => ({
      tariffId: String(i).repeat(26),
      feeItemId,
      from: addDays(from, start),
      to: length === null ? undefined : addDays(from, start + length),
      price: prices[i] ?? 0,
      surchargeFen: (prices[i + 3] ?? 0) % 3_000,
      ground: { kind: 'contract', text: '合同' },
    })),
  }
}

const told = (result: ReturnType<typeof billLines>) =>
  result.ok
    ? result.lines.map(({ from, tariffId, exactFen, amountFen }) => ({ from, tariffId, exactFen, amountFen }))
    : { refused: `${result.reason} ${result.on}` }

test.each<[string, Cycle, boolean]>([
  ['by area and month', { kind: 'month' }, false],
  ['by area and year', { kind: 'year' }, false],
  ['of a fixed amount', { kind: 'quarter' }, true],
  ['by anniversary', { kind: 'anniversary', months: 3 }, false],
  ['by heating season', winter, false],
])('the engine equals a day-by-day sum of exact fractions: bills %s', { timeout }, (_, cycle, fixed) => {
  let refused = 0
  fc.assert(
    fc.property(given, input => {
      const bill = inputOf(cycle, fixed, input)
      const result = billLines(bill)
      if (!result.ok) refused++
      expect(told(result)).toEqual(dayByDay(bill))
    }),
    runs,
  )
  expect(refused).toBeGreaterThan(runs.numRuns / 50)
  expect(refused).toBeLessThan(runs.numRuns / 2)
})

const bills = fc
  .tuple(fc.constantFrom<Cycle>({ kind: 'month' }, { kind: 'anniversary', months: 2 }, winter), fc.boolean(), given)
  .map(([cycle, fixed, input]) => inputOf(cycle, fixed, input))

test('the total is the sum of the lines, the lines tile the period, and each recomputes to itself', () => {
  fc.assert(
    fc.property(bills, bill => {
      const result = billLines(bill)
      if (!result.ok) return
      expect(sumFen(result.lines.map(line => line.amountFen))).toBe(result.totalFen)
      expect(result.lines.map(line => line.from)).toEqual([
        bill.period.from,
        ...result.lines.slice(0, -1).map(line => addDays(line.to, 1)),
      ])
      expect(result.lines.at(-1)?.to).toBe(bill.period.to)
      for (const { exactFen, amountFen, ...inputs } of result.lines.map(line =>
        BillLine.parse(JSON.parse(JSON.stringify(line))),
      ))
        expect(recomputeLine(inputs)).toEqual({ exactFen, amountFen })
    }),
    { ...runs, numRuns: 3_000 / share },
  )
})

test('a change of payer neither makes nor loses a fen, and leaves whole units of the rounding', () => {
  const changes = fc.uniqueArray(fc.nat(60), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(bills, changes, (bill, offsets) => {
      const result = billLines(bill)
      if (!result.ok) return
      const starts = offsets.sort((a, b) => a - b).map(offset => addDays(bill.period.from, offset))
      const lists = splitByPayer(result.lines, starts, bill.item.cycle, bill.object.anchor)
      expect(sumFen(lists.flat().map(line => line.amountFen))).toBe(result.totalFen)
      const unit = { fen: 1, jiao: 10, yuan: 100 }[bill.item.rounding.unit]
      for (const { exactFen, amountFen, ...inputs } of lists.flat()) {
        expect(Math.abs(amountFen % unit)).toBe(0)
        expect(recomputeLine(inputs)).toEqual({ exactFen, amountFen })
      }
    }),
    { ...runs, numRuns: 3_000 / share },
  )
})
