import { expect, test } from 'vitest'
import { clockOf, momentOf } from './time-words'

test('an instant is told in Beijing time, whatever the zone of the phone', () => {
  expect(clockOf('2026-02-03T01:20:00.000Z')).toBe('9:20')
  expect(clockOf('2026-02-03T02:05:00.000Z')).toBe('10:05')
  expect(momentOf('2026-12-31T16:05:00.000Z')).toBe('2027年1月1日 0:05')
})
