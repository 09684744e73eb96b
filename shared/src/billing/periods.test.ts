import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, monthEnd } from '../time'
import { type Cycle, MonthDay, type Period, type Timing } from './fee-schema'
import { anniversaryPeriod, dueDateOf, needsAnchor, nextPeriod, periodsOf } from './periods'

const texts = (periods: Period[]) => periods.map(({ from, to }) => `${from}/${to}`)
const year2026 = { from: '2026-01-01', to: '2026-12-31' }
const winter: Cycle = { kind: 'heating_season', from: '11-15', to: '03-15' }

describe('calendar cycles', () => {
  test.each([
    ['month', '2024-02-10', '2024-02-01/2024-02-29'],
    ['quarter', '2026-03-31', '2026-01-01/2026-03-31'],
    ['quarter', '2026-11-01', '2026-10-01/2026-12-31'],
    ['half_year', '2026-06-30', '2026-01-01/2026-06-30'],
    ['half_year', '2026-07-01', '2026-07-01/2026-12-31'],
    ['year', '2026-07-01', '2026-01-01/2026-12-31'],
  ] as const)('a %s that holds %s follows the calendar', (kind, day, expected) => {
    const period = nextPeriod({ kind }, day)
    expect(period && texts([period])).toEqual([expected])
  })

  test('are clipped to the object’s first and last day, both charged', () => {
    const schedule = { cycle: { kind: 'quarter' }, timing: 'prepaid', start: '2026-02-15', end: '2026-08-10' } as const
    expect(texts(periodsOf(schedule, year2026))).toEqual([
      '2026-02-15/2026-03-31',
      '2026-04-01/2026-06-30',
      '2026-07-01/2026-08-10',
    ])
    expect(periodsOf({ ...schedule, end: '2026-02-14' }, year2026)).toEqual([])
    expect(texts(periodsOf({ ...schedule, end: '2026-02-15' }, year2026))).toEqual(['2026-02-15/2026-02-15'])
  })
})

describe('a window', () => {
  const inMarch = { from: '2026-03-01', to: '2026-03-31' }
  const inJanuary = { from: '2026-01-01', to: '2026-01-31' }

  test('takes prepaid periods that begin in it and postpaid ones that end in it', () => {
    const quarter = { kind: 'quarter' } as const
    expect(texts(periodsOf({ cycle: quarter, timing: 'prepaid' }, inJanuary))).toEqual(['2026-01-01/2026-03-31'])
    expect(periodsOf({ cycle: quarter, timing: 'prepaid' }, inMarch)).toEqual([])
    expect(periodsOf({ cycle: quarter, timing: 'postpaid' }, inJanuary)).toEqual([])
    expect(texts(periodsOf({ cycle: quarter, timing: 'postpaid' }, inMarch))).toEqual(['2026-01-01/2026-03-31'])
  })

  test('takes a clipped period by its clipped bound', () => {
    const cycle = { kind: 'year' } as const
    const moved = { cycle, timing: 'prepaid', start: '2026-03-10' } as const
    expect(texts(periodsOf(moved, inMarch))).toEqual(['2026-03-10/2026-12-31'])
    const left = { cycle, timing: 'postpaid', end: '2026-03-10' } as const
    expect(texts(periodsOf(left, inMarch))).toEqual(['2026-01-01/2026-03-10'])
  })
})

describe('anniversaries', () => {
  test('count each bound from the anchor, clamped to the month’s end', () => {
    const schedule = { cycle: { kind: 'anniversary', months: 1 }, timing: 'prepaid', start: '2026-01-31' } as const
    expect(texts(periodsOf(schedule, { from: '2026-01-01', to: '2026-04-01' }))).toEqual([
      '2026-01-31/2026-02-27',
      '2026-02-28/2026-03-30',
      '2026-03-31/2026-04-29',
    ])
    expect(texts([anniversaryPeriod('2028-03-01', '2026-01-31', 1)])).toEqual(['2028-02-29/2028-03-30'])
  })

  test('reach back before the anchor where the object was charged already, not otherwise', () => {
    const schedule = { cycle: { kind: 'anniversary', months: 12 }, timing: 'prepaid', anchor: '2026-06-01' } as const
    const window = { from: '2026-01-01', to: '2026-12-31' }
    expect(texts(periodsOf(schedule, window))).toEqual(['2026-06-01/2027-05-31'])
    expect(texts(periodsOf({ ...schedule, start: '2026-03-01' }, window))).toEqual([
      '2026-03-01/2026-05-31',
      '2026-06-01/2027-05-31',
    ])
  })

  test('need an anchor, and a one-time fee needs its day', () => {
    const cycle: Cycle = { kind: 'anniversary', months: 6 }
    expect(needsAnchor({ cycle, timing: 'prepaid' })).toBe(true)
    expect(needsAnchor({ cycle, timing: 'prepaid', start: '2026-01-01' })).toBe(false)
    expect(needsAnchor({ cycle: { kind: 'once' }, timing: 'prepaid' })).toBe(true)
    expect(needsAnchor({ cycle: { kind: 'month' }, timing: 'prepaid' })).toBe(false)
    expect(periodsOf({ cycle, timing: 'prepaid' }, year2026)).toEqual([])
  })
})

describe('heating seasons', () => {
  test('cross the year and leave the summer out', () => {
    const schedule = { cycle: winter, timing: 'prepaid' } as const
    expect(texts(periodsOf(schedule, { from: '2025-01-01', to: '2026-12-31' }))).toEqual([
      '2025-11-15/2026-03-15',
      '2026-11-15/2027-03-15',
    ])
    expect(periodsOf({ ...schedule, start: '2026-04-01' }, { from: '2026-04-01', to: '2026-10-31' })).toEqual([])
    expect(texts(periodsOf({ ...schedule, timing: 'postpaid' }, year2026))).toEqual(['2025-11-15/2026-03-15'])
  })

  test('may lie inside one year', () => {
    const cycle: Cycle = { kind: 'heating_season', from: '01-01', to: '03-31' }
    expect(texts(periodsOf({ cycle, timing: 'prepaid' }, year2026))).toEqual(['2026-01-01/2026-03-31'])
  })

  test('end on the last of February where they say so', () => {
    const cycle: Cycle = { kind: 'heating_season', from: '12-01', to: '02-29' }
    expect(
      texts([nextPeriod(cycle, '2026-01-10'), nextPeriod(cycle, '2028-02-29')].filter(p => p !== undefined)),
    ).toEqual(['2025-12-01/2026-02-28', '2027-12-01/2028-02-29'])
    expect(MonthDay.safeParse('02-29').success).toBe(true)
    for (const wrong of ['02-30', '04-31', '13-01', '00-10', '1-1', '01-00'])
      expect(MonthDay.safeParse(wrong).success).toBe(false)
  })
})

test('a one-time fee is one period of one day', () => {
  const schedule = { cycle: { kind: 'once' }, timing: 'prepaid', start: '2026-02-15' } as const
  expect(texts(periodsOf(schedule, year2026))).toEqual(['2026-02-15/2026-02-15'])
  expect(periodsOf(schedule, { from: '2026-02-16', to: '2026-12-31' })).toEqual([])
})

test('the due date counts from the period’s first day, or from the issue when that is later', () => {
  const period = { from: '2026-02-01', to: '2026-02-28' }
  expect(dueDateOf({ timing: 'prepaid', dueDays: 27 }, period, '2026-01-25')).toBe('2026-02-28')
  expect(dueDateOf({ timing: 'prepaid', dueDays: 27 }, period, '2026-02-10')).toBe('2026-03-09')
  expect(dueDateOf({ timing: 'postpaid', dueDays: 15 }, period, '2026-03-01')).toBe('2026-03-16')
})

const day = fc.integer({ min: 0, max: 4_000 }).map(days => addDays('2022-01-01', days))
const cycles = fc.oneof(
  fc.constantFrom<Cycle>({ kind: 'month' }, { kind: 'quarter' }, { kind: 'half_year' }, { kind: 'year' }, winter),
  fc.integer({ min: 1, max: 24 }).map((months): Cycle => ({ kind: 'anniversary', months })),
)
const timings = fc.constantFrom<Timing>('prepaid', 'postpaid')

const daysOf = (from: string, to: string): string[] => {
  const days: string[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) days.push(date)
  return days
}
const isWinter = (date: string) => date.slice(5) >= '11-15' || date.slice(5) <= '03-15'

describe('whatever the cycle, start and end', () => {
  test('consecutive periods never overlap nor leave a charged day out', () => {
    fc.assert(
      fc.property(cycles, timings, day, fc.nat(1500), day, (cycle, timing, start, length, anchor) => {
        const end = addDays(start, length)
        const window = { from: '2000-01-01', to: '2060-12-31' }
        const periods = periodsOf({ cycle, timing, start, end, anchor }, window)
        const charged = periods.flatMap(({ from, to }) => daysOf(from, to))
        const expected = daysOf(start, end).filter(date => cycle.kind !== 'heating_season' || isWinter(date))
        expect(charged).toEqual(expected)
      }),
    )
  })

  test('monthly windows give every period exactly once', () => {
    fc.assert(
      fc.property(cycles, timings, day, fc.nat(700), (cycle, timing, start, length) => {
        const schedule = { cycle, timing, start, end: addDays(start, length) }
        const monthly: Period[] = []
        for (let from = '2021-12-01'; from < '2036-01-01'; from = addMonths(from, 1))
          monthly.push(...periodsOf(schedule, { from, to: monthEnd(from) }))
        expect(monthly).toEqual(periodsOf(schedule, { from: '2021-12-01', to: '2035-12-31' }))
      }),
    )
  })
})
