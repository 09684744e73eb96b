import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maybeTwice } from './maybe-twice'

test('a key that stands twice is never missed', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 200 }), keys => {
      const isTwice = maybeTwice(keys)
      for (const key of keys) if (keys.indexOf(key) !== keys.lastIndexOf(key)) expect(isTwice(key)).toBe(true)
    }),
  )
})

test('of a hundred thousand different keys few are taken for twice', () => {
  const keys = Array.from({ length: 100_000 }, (_, i) => `${Math.floor(i / 100)}-1-${i % 100}`)
  const isTwice = maybeTwice(keys)
  expect(keys.filter(isTwice).length).toBeLessThan(2_000)
})
