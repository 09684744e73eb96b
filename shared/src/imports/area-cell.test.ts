import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readArea } from './area-cell'

describe('readArea', () => {
  it.each([
    ['89.56', { value: 8956 }],
    ['８９．５６', { value: 8956 }],
    [' 89.5 ㎡', { value: 8950 }],
    ['1,234.5平方米', { value: 123450 }],
    ['.5', { value: 50 }],
    ['89.5600', { value: 8956 }],
    ['0', { value: 0 }],
    ['', {}],
    ['89.555', { value: 8956, warning: 'area_rounded', used: '89.56' }],
    ['89.554999', { value: 8955, warning: 'area_rounded', used: '89.55' }],
    ['0.004', { value: 0, warning: 'area_rounded', used: '0.00' }],
    ['-1', { error: 'area_negative' }],
    ['约90', { error: 'area_not_number' }],
    ['89.5.6', { error: 'area_not_number' }],
    ['.', { error: 'area_not_number' }],
    ['1E+5', { error: 'area_not_number' }],
    ['1000000.01', { error: 'area_too_large' }],
    ['#NO_VALUE!', { error: 'formula_no_value' }],
    ['=B2*2', { error: 'formula_no_value' }],
    ['#REF!', { error: 'formula_error' }],
  ])('%s', (text, reading) => expect(readArea(text)).toEqual(reading))

  it('rounds half-up exactly, whatever the decimals', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 9_999_999n), fc.bigInt(0n, 99_999n), (hundredths, rest) => {
        const text = `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}${String(rest).padStart(5, '0')}`
        const value = Number(hundredths + (rest >= 50_000n ? 1n : 0n))
        expect(readArea(text)).toMatchObject({ value })
        expect('warning' in readArea(text)).toBe(rest > 0n)
      }),
    )
  })
})
