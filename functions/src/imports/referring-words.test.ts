import { expect, it } from 'vitest'
import { mostReferring, referringCount } from './referring-words'

it('says how many refer to an import, and that there may be more where it stopped counting', () => {
  expect([0, 1, 499].map(referringCount)).toEqual(['有 1 处', '有 1 处', '有 499 处'])
  expect(referringCount(mostReferring)).toBe('至少有 500 处')
})
