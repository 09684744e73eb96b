import { expect, test } from 'vitest'
import { excerptOf } from './excerpt'

test('fifty characters and no line of its own; a character of two units stays whole', () => {
  expect(excerptOf('第一行\n\n第二行 ')).toBe('第一行 第二行')
  expect(excerptOf(`${'字'.repeat(49)}😀😀`)).toBe(`${'字'.repeat(49)}😀…`)
  expect(excerptOf('字'.repeat(50))).toBe('字'.repeat(50))
})
