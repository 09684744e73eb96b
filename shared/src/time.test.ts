import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMinutes,
  addMonths,
  BusinessDate,
  beijingDate,
  daysBetween,
  daysInMonth,
  formatDate,
  formatDateTime,
  formatFullDate,
  formatMonth,
  formatTime,
  Instant,
  instantAt,
  maxDate,
  minDate,
  monthEnd,
  monthOf,
  monthStart,
  monthsBetween,
  partOfDay,
  toInstant,
  YearMonth,
} from './time'

const anyDay = fc.integer({ min: -25_000, max: 80_000 }).map(days => addDays('1970-01-01', days))

test('a business date is a real day', () => {
  for (const date of ['2024-02-29', '2026-12-31', '2000-02-29']) expect(BusinessDate.parse(date)).toBe(date)
  for (const wrong of [
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-2-1',
    '2026-04-31',
    '0026-01-01',
    '9999-12-31',
    '',
  ])
    expect(BusinessDate.safeParse(wrong).success).toBe(false)
  expect(YearMonth.safeParse('2026-13').success).toBe(false)
})

test('an instant is UTC with milliseconds, so that text order is time order', () => {
  expect(Instant.safeParse('2026-02-28T15:59:59.000Z').success).toBe(true)
  for (const wrong of [
    '2026-02-28T15:59:59Z',
    '2026-02-28T15:59:59.000+08:00',
    '2026-02-30T00:00:00.000Z',
    '2026-02-28',
  ])
    expect(Instant.safeParse(wrong).success).toBe(false)
  expect(toInstant('2018-06-08T10:34:56+08:00')).toBe('2018-06-08T02:34:56.000Z')
  expect(() => toInstant('soon')).toThrow(RangeError)
})

describe('the Beijing date of an instant is UTC + 8 h, whatever the host', () => {
  test.each([
    ['2026-02-28T15:59:59.999Z', '2026-02-28'],
    ['2026-02-28T16:00:00.000Z', '2026-03-01'],
    ['2024-02-28T16:00:00.000Z', '2024-02-29'],
    ['2025-12-31T16:00:00.000Z', '2026-01-01'],
    // A clock change in New York and in Shanghai's own past moves nothing.
    ['2026-03-08T06:59:59.000Z', '2026-03-08'],
    ['1988-06-30T15:30:00.000Z', '1988-06-30'],
  ])('%s is %s', (instant, date) => expect(beijingDate(instant)).toBe(date))

  test('a day begins at 00:00 in Beijing', () => {
    expect(instantAt('2026-11-22', '00:00')).toBe('2026-11-21T16:00:00.000Z')
    expect(instantAt('2026-11-22', '23:59')).toBe('2026-11-22T15:59:00.000Z')
    fc.assert(
      fc.property(anyDay, day => {
        expect(beijingDate(instantAt(day, '00:00'))).toBe(day)
        expect(beijingDate(addMinutes(instantAt(day, '00:00'), -1))).toBe(addDays(day, -1))
      }),
    )
  })
})

describe('days', () => {
  test('29 February and year ends are ordinary', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(daysBetween('2024-02-01', '2024-03-01')).toBe(29)
    expect(daysBetween('2026-03-01', '2026-02-01')).toBe(-28)
    expect([daysInMonth('2024-02'), daysInMonth('2026-02-10'), daysInMonth('2000-02'), daysInMonth('2100-02')]).toEqual(
      [29, 28, 29, 28],
    )
  })

  test('adding and counting agree', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days)
      }),
    )
  })
})

describe('months', () => {
  test('are counted from the anchor and clamped to the month’s end', () => {
    expect([1, 2, 13, 25, -11].map(n => addMonths('2026-01-31', n))).toEqual([
      '2026-02-28',
      '2026-03-31',
      '2027-02-28',
      '2028-02-29',
      '2025-02-28',
    ])
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
    expect(addMonths('2024-02-29', 48)).toBe('2028-02-29')
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
  })

  test('start, end and distance', () => {
    expect([monthOf('2024-02-10'), monthStart('2024-02-10'), monthEnd('2024-02'), monthStart('2024-02')]).toEqual([
      '2024-02',
      '2024-02-01',
      '2024-02-29',
      '2024-02-01',
    ])
    expect(monthsBetween('2025-11-30', '2026-02-01')).toBe(3)
    expect([maxDate('2026-01-02', '2026-01-10'), minDate('2026-01-02', '2026-01-10')]).toEqual([
      '2026-01-10',
      '2026-01-02',
    ])
  })
})

test('what a person reads', () => {
  expect(formatDate('2026-02-08')).toBe('2月8日')
  expect(formatFullDate('2026-02-28')).toBe('2026年2月28日')
  expect(formatMonth('2026-02')).toBe('2026年2月')
  expect(formatTime('2026-02-28T15:59:59.000Z')).toBe('23:59')
  expect(formatDateTime('2026-02-28T16:05:00.000Z')).toBe('2026年3月1日 00:05')
})

test.each([
  ['2026-11-21T20:59:59.999Z', 'evening'],
  ['2026-11-21T21:00:00.000Z', 'morning'],
  ['2026-11-22T02:59:59.999Z', 'morning'],
  ['2026-11-22T03:00:00.000Z', 'noon'],
  ['2026-11-22T05:00:00.000Z', 'afternoon'],
  ['2026-11-22T09:59:59.999Z', 'afternoon'],
  ['2026-11-22T10:00:00.000Z', 'evening'],
] as const)('%s is %s in Beijing', (instant, part) => expect(partOfDay(instant)).toBe(part))
