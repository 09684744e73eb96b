import { expect, test } from 'vitest'
import { excerptOf } from './excerpt'

test('44 characters and no line of its own; a character of two units stays whole', () => {
  expect(excerptOf('第一行\n\n第二行 ')).toBe('第一行 第二行')
  expect(excerptOf(`${'字'.repeat(43)}😀😀`)).toBe(`${'字'.repeat(43)}😀…`)
  expect(excerptOf('字'.repeat(44))).toBe('字'.repeat(44))
})
