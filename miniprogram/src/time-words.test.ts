import { expect, test } from 'vitest'
import { clockOf, dateOf, dayOf, momentOf, periodOf } from './time-words'

test('an instant is told in Beijing time, whatever the zone of the phone', () => {
  expect(clockOf('2026-02-03T01:20:00.000Z')).toBe('9:20')
  expect(momentOf('2026-12-31T16:05:00.000Z')).toBe('2027年1月1日 0:05')
})

test('calendar days', () => {
  expect(dayOf('2026-02-28')).toBe('2月28日')
  expect(dateOf('2024-02-29')).toBe('2024年2月29日')
})

test.each([
  ['2026-02-01', '2026-02-28', '2026年2月'],
  ['2024-02-01', '2024-02-28', '2024年2月1日至2月28日'],
  ['2024-02-01', '2024-02-29', '2024年2月'],
  ['2026-01-01', '2026-03-31', '2026年1月至3月'],
  ['2026-11-01', '2027-03-31', '2026年11月至2027年3月'],
  ['2026-02-15', '2026-02-28', '2026年2月15日至2月28日'],
  ['2026-12-15', '2027-01-14', '2026年12月15日至2027年1月14日'],
])('a period from %s to %s reads %s', (from, to, words) => {
  expect(periodOf({ from, to })).toBe(words)
})
