import { expect, it } from 'vitest'
import { readShares } from './share-cell'

it.each([
  ['50%', 1, { value: [5000] }],
  ['５０％', 1, { value: [5000] }],
  ['33.33%', 1, { value: [3333] }],
  ['1/3', 1, { value: [3333] }],
  ['0.25', 1, { value: [2500] }],
  ['1', 1, { value: [10_000] }],
  ['60%/40%', 2, { value: [6000, 4000] }],
  ['1/2、1/2', 2, { value: [5000, 5000] }],
  ['', 2, {}],
  ['共同共有', 2, {}],
  ['50%', 2, { error: 'share_form' }],
  ['60%、40%', 1, { error: 'share_form' }],
  ['120%', 1, { error: 'share_form' }],
  ['0', 1, { error: 'share_form' }],
  ['50', 1, { error: 'share_form' }],
  ['1/0', 1, { error: 'share_form' }],
  ['一半', 1, { error: 'share_form' }],
])('%s of %i is %j', (text, people, reading) => {
  expect(readShares(text, people)).toEqual(reading)
})
