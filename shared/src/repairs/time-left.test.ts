import { expect, test } from 'vitest'
import { runningTime, timeLeft } from './time-left'

const now = '2026-11-23T02:00:00.000Z'

test.each([
  ['2026-11-23T03:20:30.000Z', '还剩 1 小时 20 分', false],
  ['2026-11-23T02:00:20.000Z', '还剩 0 分', false],
  ['2026-11-23T01:59:59.000Z', '超时 1 分', true],
  ['2026-11-23T01:35:00.000Z', '超时 25 分', true],
  ['2026-11-20T23:00:00.000Z', '超时 2 天 3 小时', true],
  ['2026-11-25T02:00:00.000Z', '还剩 2 天', false],
])('until %s: %s', (until, text, isLate) => expect(timeLeft(until, now)).toEqual({ text, isLate }))

test('the time that runs is that of its column; none while it is paused or over', () => {
  const of = { respondBy: '2026-11-23T03:00:00.000Z', finishBy: '2026-11-24T02:00:00.000Z', doneAt: now }
  expect(runningTime({ ...of, state: 'accepted' })).toBe(of.respondBy)
  expect(runningTime({ ...of, state: 'in_progress' })).toBe(of.finishBy)
  expect(runningTime({ ...of, state: 'done' })).toBe('2026-11-26T02:00:00.000Z')
  expect(runningTime({ ...of, state: 'paused' })).toBeUndefined()
  expect(runningTime({ ...of, state: 'closed' })).toBeUndefined()
})
