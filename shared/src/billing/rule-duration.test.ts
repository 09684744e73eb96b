import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMinutes, beijingDate, instantAt } from '../time'
import { billLines, recomputeLine } from './amount'
import { BillLine } from './fee-schema'
import type { ParkingBands } from './formula-schema'
import type { Visit } from './rule-duration'
import { itemOf, tariff } from './sample-bill'

const bands: ParkingBands = { freeMinutes: 30, firstMinutes: 60, firstFen: 500, stepMinutes: 30, stepFen: 200 }
const charge = (visit: Visit | undefined, more: Partial<ParkingBands> = {}) =>
  billLines({
    item: itemOf({ formula: { kind: 'duration' }, cycle: { kind: 'once' } }),
    object: visit ? { visit } : {},
    period: { from: '2026-02-10', to: '2026-02-10' },
    tariffs: [tariff('2020-01-01', 0, { bands: { ...bands, ...more } })],
  })
const stay = (minutes: number, time = '09:00'): Visit => {
  const enteredAt = instantAt('2026-02-10', time)
  return { enteredAt, leftAt: addMinutes(enteredAt, minutes) }
}
const fenOf = (...args: Parameters<typeof charge>) => {
  const result = charge(...args)
  return result.ok ? result.totalFen : result.reason
}

describe('a stay', () => {
  test('of the free minutes costs nothing; a longer one is charged from the entrance on', () => {
    expect([0, 30, 31, 60].map(minutes => fenOf(stay(minutes)))).toEqual([0, 0, 500, 500])
  })

  test('pays the first band, then each step that has begun', () => {
    expect([61, 90, 91, 180].map(minutes => fenOf(stay(minutes)))).toEqual([700, 700, 900, 1_300])
  })

  test('drops seconds at both ends', () => {
    const { enteredAt } = stay(0)
    expect(fenOf({ enteredAt, leftAt: new Date(Date.parse(enteredAt) + 90 * 60_000 + 59_999).toISOString() })).toBe(700)
  })

  test('is capped by the Beijing day and by the visit; a band counts for the day on which it begins', () => {
    expect(fenOf(stay(600), { dayCapFen: 1_500 })).toBe(1_500)
    expect(fenOf(stay(240, '22:00'), { dayCapFen: 700 })).toBe(700 + 700)
    expect(fenOf(stay(3 * 1_440), { dayCapFen: 1_500, visitCapFen: 4_000 })).toBe(4_000)
    const second = { ...stay(600), earlier: [{ date: '2026-02-10', amountFen: 1_100 }] }
    expect(fenOf(second, { dayCapFen: 1_500 })).toBe(400)
    expect(fenOf({ ...second, earlier: [{ date: '2026-02-09', amountFen: 1_100 }] }, { dayCapFen: 1_500 })).toBe(1_500)
  })

  test('without times, bands or a tariff of its day is refused', () => {
    expect(fenOf(undefined)).toBe('no_visit')
    expect(fenOf(stay(-1))).toBe('left_before_entered')
    expect(fenOf(stay(400 * 1_440))).toBe('stay_too_long')
    const input = { item: itemOf({ formula: { kind: 'duration' } }), object: { visit: stay(90) } }
    const period = { from: '2026-02-10', to: '2026-02-10' }
    expect(billLines({ ...input, period, tariffs: [tariff('2020-01-01', 0)] })).toMatchObject({ reason: 'no_bands' })
    expect(billLines({ ...input, period, tariffs: [] })).toMatchObject({ reason: 'no_tariff', on: '2026-02-10' })
  })
})

/** Minute by minute: a band begins in the minute in which the one before it is used up. */
function minuteByMinute({ enteredAt, leftAt, earlier = [] }: Visit, rates: ParkingBands): number {
  const stayed = (Date.parse(leftAt) - Date.parse(enteredAt)) / 60_000
  if (stayed <= rates.freeMinutes) return 0
  const byDay = new Map<string, number>()
  let covered = 0
  for (let minute = 0; minute < stayed; minute++) {
    if (minute < covered) continue
    const day = beijingDate(addMinutes(enteredAt, minute))
    byDay.set(day, (byDay.get(day) ?? 0) + (minute === 0 ? rates.firstFen : rates.stepFen))
    covered = minute + (minute === 0 ? rates.firstMinutes : rates.stepMinutes)
  }
  let sum = 0
  for (const [day, fen] of byDay) {
    const spent = earlier.filter(({ date }) => date === day).reduce((all, { amountFen }) => all + amountFen, 0)
    sum += Math.min(fen, Math.max(0, (rates.dayCapFen ?? Infinity) - spent))
  }
  return Math.min(sum, rates.visitCapFen ?? Infinity)
}

test('it equals a count of minutes', () => {
  const minutes = fc.integer({ min: 1, max: 300 })
  const rates = fc.record({
    freeMinutes: fc.nat(60),
    firstMinutes: minutes,
    firstFen: fc.nat(2_000),
    stepMinutes: minutes,
    stepFen: fc.nat(1_000),
    dayCapFen: fc.option(fc.nat(9_000), { nil: undefined }),
    visitCapFen: fc.option(fc.nat(20_000), { nil: undefined }),
  })
  const earlier = fc.array(fc.record({ day: fc.nat(3), amountFen: fc.nat(5_000) }), { maxLength: 3 })
  fc.assert(
    fc.property(fc.nat(1_439), fc.nat(4_000), rates, earlier, (at, length, given, before) => {
      const enteredAt = addMinutes(instantAt('2026-02-10', '00:00'), at)
      const visit = {
        enteredAt,
        leftAt: addMinutes(enteredAt, length),
        earlier: before.map(({ day, amountFen }) => ({ date: addDays('2026-02-10', day), amountFen })),
      }
      const result = charge(visit, given)
      if (!result.ok) throw new Error(result.reason)
      expect(result.totalFen).toBe(minuteByMinute(visit, given))
      const { exactFen, amountFen, ...inputs } = BillLine.parse(JSON.parse(JSON.stringify(result.lines[0])))
      expect(recomputeLine(inputs)).toEqual({ exactFen, amountFen })
    }),
    { numRuns: 500, seed: 20_260_228 },
  )
})
