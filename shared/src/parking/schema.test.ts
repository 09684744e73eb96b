import { expect, it } from 'vitest'
import { maskPlate, normalPlate } from './schema'

it('reads a plate as one writes it, and shows its ends alone', () => {
  expect(normalPlate(' 京Ａ·12 345')).toBe('京A12345')
  expect([maskPlate('京A12345'), maskPlate('沪AD12345'), maskPlate('A1')]).toEqual(['京A***45', '沪A****45', '**'])
})
