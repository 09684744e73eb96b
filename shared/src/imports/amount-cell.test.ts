import { describe, expect, it } from 'vitest'
import { readFen, readOwedFen, readPrice, readScaled, readWhole } from './amount-cell'

describe('readFen', () => {
  it.each([
    ['1286.4', { value: 128_640 }],
    ['¥1,286.40元', { value: 128_640 }],
    ['１２８６．４０', { value: 128_640 }],
    ['-50', { value: -5000 }],
    ['(50.00)', { value: -5000 }],
    ['0', { value: 0 }],
    ['-0.00', { value: 0 }],
    ['', {}],
    ['-', {}],
    ['无', {}],
    ['0.005', { value: 1, warning: 'amount_rounded', used: '0.01' }],
    ['-0.005', { value: -1, warning: 'amount_rounded', used: '-0.01' }],
    ['134.344999', { value: 13_434, warning: 'amount_rounded', used: '134.34' }],
    ['很多', { error: 'amount_not_number' }],
    ['1.2E+10', { error: 'amount_not_number' }],
    ['9999999999.99', { error: 'amount_too_large' }],
    ['=A1', { error: 'formula_no_value' }],
  ])('%s', (text, reading) => expect(readFen(text)).toEqual(reading))
})

it('reads what is owed, prices, readings and whole numbers within their bounds', () => {
  expect(readOwedFen('-1')).toEqual({ error: 'amount_negative' })
  expect(readPrice('2.35元/月')).toEqual({ value: 23_500 })
  expect(readPrice('2.35001')).toEqual({ error: 'price_not_number' })
  expect(readPrice('-1')).toEqual({ error: 'price_negative' })
  expect(readScaled(1_000)('12.345')).toEqual({ value: 12_345 })
  expect(readScaled(1_000)('12.3456')).toEqual({ error: 'reading_not_number' })
  expect(readScaled(10_000)('40')).toEqual({ value: 400_000 })
  expect(readWhole('5.0')).toEqual({ value: 5 })
  expect(readWhole('5.5')).toEqual({ error: 'number_not_whole' })
})
