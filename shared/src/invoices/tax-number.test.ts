import { expect, it } from 'vitest'
import { isCreditCode, TaxNumber } from './tax-number'

it('a tax number is right by its check character, however it is typed', () => {
  expect(TaxNumber.parse(' 9135 0100 m000 100y 43 ')).toBe('91350100M000100Y43')
  expect(TaxNumber.safeParse('91350100M000100Y42').error?.issues[0]?.message).toContain('税号不对')
  expect(TaxNumber.safeParse('').success).toBe(false)
})

it('any one character changed, or two neighbours swapped, is found', () => {
  const right = '91350100M000100Y43'
  const others = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  for (let at = 0; at < right.length; at++)
    for (const other of others) {
      const changed = right.slice(0, at) + other + right.slice(at + 1)
      expect([changed, isCreditCode(changed)]).toEqual([changed, changed === right])
    }
  for (let at = 0; at < right.length - 1; at++) {
    const swapped = right.slice(0, at) + right.charAt(at + 1) + right.charAt(at) + right.slice(at + 2)
    expect([swapped, isCreditCode(swapped)]).toEqual([swapped, swapped === right])
  }
})
