import { expect, it } from 'vitest'
import { durationWords, timeLeft } from './time-left'

it.each([
  [80, '1 小时 20 分'],
  [60, '1 小时'],
  [35.9, '35 分钟'],
  [0, '0 分钟'],
  [-90, '1 小时 30 分'],
  [3060, '2 天 3 小时'],
  [2880, '2 天'],
])('%d minutes: %s', (minutes, words) => expect(durationWords(minutes)).toBe(words))

const order = {
  reportedAt: '2026-11-23T00:00:00.000Z',
  respondBy: '2026-11-23T01:00:00.000Z',
  finishBy: '2026-11-23T10:00:00.000Z',
  state: 'submitted',
}
const at = (time: string) => Date.parse(`2026-11-23T${time}:00.000Z`)

it('counts to the answer while it waits, then to the end; a pause stands still', () => {
  expect(timeLeft(order, at('00:30'))).toEqual({ minutes: 30, part: 0.5 })
  expect(timeLeft({ ...order, state: 'in_progress' }, at('05:00'))).toEqual({ minutes: 300, part: 0.5 })
  expect(timeLeft({ ...order, state: 'in_progress' }, at('11:00'))).toEqual({ minutes: -60, part: 0 })
  const paused = { ...order, state: 'paused', pausedAt: '2026-11-23T05:00:00.000Z' }
  expect(timeLeft(paused, at('23:00')).minutes).toBe(300)
})
