import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openClock, parseDuration } from './clock'
import { openStateDir } from './state-dir'

const day = 86_400_000

async function inNewDir() {
  return openStateDir({ path: await mkdtemp(join(tmpdir(), 'linli-clock-')), throwAway: true })
}

test.each([
  ['P1D', day],
  ['PT1H', 3_600_000],
  ['P2DT3H4M5S', 2 * day + ((3 * 60 + 4) * 60 + 5) * 1000],
])('%s is %i ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})

test.each(['', 'P', 'PT', '1D', 'P1M', 'P-1D', 'PT1.5H'])('%s is no duration', text => {
  expect(parseDuration(text)).toBeNaN()
})

test('moves by a duration and to an instant, and is kept', async () => {
  const state = await inNewDir()
  const clock = await openClock(state)
  await clock.advance({ duration: 'P1D' })
  expect(clock.nowMs() - Date.now()).toBeCloseTo(day, -5)
  const until = new Date(Date.now() + 3 * day).toISOString()
  await clock.advance({ until })
  expect((await openClock(state)).nowMs()).toBeCloseTo(Date.parse(until), -5)
  await state.close()
})

test('never moves back, nor out of sight', async () => {
  const state = await inNewDir()
  const clock = await openClock(state)
  await expect(clock.advance({ until: new Date(Date.now() - day).toISOString() })).rejects.toThrow(RangeError)
  await expect(clock.advance({ duration: 'P801D' })).rejects.toThrow(RangeError)
  await expect(clock.advance({})).rejects.toThrow(RangeError)
  await state.close()
})
