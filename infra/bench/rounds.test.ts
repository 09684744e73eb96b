import { expect, test } from 'vitest'
import { inTurns } from './rounds'

/** Sides that note their turns and answer what they were given, one number a round. */
function sides(ours: number[], baseline: number[]) {
  const turns: string[] = []
  const side = (name: string, values: number[]) => () => {
    turns.push(name)
    return Promise.resolve(values.shift() ?? Number.NaN)
  }
  return { turns, ours: side('ours', ours), baseline: side('baseline', baseline) }
}

test('who goes first alternates, and the first round is not counted', async () => {
  const { turns, ours, baseline } = sides([1000, 10, 20, 30], [1, 10, 10, 10])
  const told: string[] = []
  const measured = await inTurns(3, ours, baseline, line => told.push(line))
  expect(turns).toEqual(['ours', 'baseline', 'baseline', 'ours', 'ours', 'baseline', 'baseline', 'ours'])
  expect(measured).toEqual({ value: 20, baseline: 10, ratio: 2 })
  expect(told[0]).toBe('round 0: 1000 ÷ 1.000')
})

test('the ratio is the median of the rounds’ ratios, not the ratio of the medians', async () => {
  const { ours, baseline } = sides([0, 1, 10, 100], [1, 10, 100, 1])
  expect(await inTurns(3, ours, baseline, () => {})).toEqual({ value: 10, baseline: 10, ratio: 0.1 })
})
