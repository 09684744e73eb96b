import { expect, test } from 'vitest'
import { askAtSeconds, endAfterMs, waitsMs } from './ask-schedule'

test('it asks at 1 2 3 5 8 s, then every 10 s, and never after a minute', () => {
  expect(askAtSeconds.slice(0, 5)).toEqual([1, 2, 3, 5, 8])
  expect(askAtSeconds.slice(5).map((at, i) => at - (askAtSeconds[i + 4] ?? 0))).toEqual([10, 10, 10, 10, 10])
  expect(Math.max(...askAtSeconds) * 1000).toBeLessThanOrEqual(endAfterMs)
})

test('the waits add up to the moments', () => {
  let at = 0
  expect(waitsMs.map(wait => (at += wait) / 1000)).toEqual(askAtSeconds)
})
