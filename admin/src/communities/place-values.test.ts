import { expect, it } from 'vitest'
import { positionIn, positionText } from './place-values'

it.each([
  ['31.230416, 121.473701', { latE6: 31_230_416, lngE6: 121_473_701 }],
  ['31.230416，121.473701', { latE6: 31_230_416, lngE6: 121_473_701 }],
  [' -31.2304164 121 ', { latE6: -31_230_416, lngE6: 121_000_000 }],
  ['121.473701, 31.230416', undefined],
  ['31.23', undefined],
  ['31, 121, 5', undefined],
  ['三十一, 121', undefined],
])('%s', (text, position) => {
  expect(positionIn(text)).toEqual(position)
})

it('a point is written as it is read', () => {
  expect(positionIn(positionText({ latE6: 31_230_416, lngE6: 7 }))).toEqual({ latE6: 31_230_416, lngE6: 7 })
  expect(positionText(undefined)).toBe('')
})
