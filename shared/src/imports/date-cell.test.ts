import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDate } from './date-cell'

describe('readDate', () => {
  it.each([
    ['2020-06-10', { value: '2020-06-10' }],
    ['2020/6/1', { value: '2020-06-01' }],
    ['2020.6.10', { value: '2020-06-10' }],
    ['2020年6月10日', { value: '2020-06-10' }],
    ['２０２０年６月１０日', { value: '2020-06-10' }],
    ['20200610', { value: '2020-06-10' }],
    ['2020-06-10 00:00:00', { value: '2020-06-10' }],
    ['2020/6/10 8:30', { value: '2020-06-10' }],
    ['2020-02-29', { value: '2020-02-29' }],
    ['43992', { value: '2020-06-10' }],
    ['43992.75', { value: '2020-06-10' }],
    ['', {}],
    ['无', {}],
    ['2021-02-29', { error: 'date_not_a_day' }],
    ['2020-13-01', { error: 'date_not_a_day' }],
    ['1900-01-01', { error: 'date_not_a_day' }],
    ['长期', { error: 'date_long_term' }],
    ['长期有效', { error: 'date_long_term' }],
    ['2020', { error: 'date_incomplete' }],
    ['2020年6月', { error: 'date_incomplete' }],
    ['6/10/2020', { error: 'date_order_unclear' }],
    ['20-6-10', { error: 'date_order_unclear' }],
    ['已交付', { error: 'date_not_a_day' }],
    ['99999', { error: 'date_not_a_day' }],
    ['#NO_VALUE!', { error: 'formula_no_value' }],
  ])('%s', (text, reading) => expect(readDate(text)).toEqual(reading))

  it('reads every day, as text and as a serial, the same in every zone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 70_000 }), serial => {
        const date = new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10)
        expect(readDate(String(serial))).toEqual({ value: date })
        expect(readDate(date)).toEqual({ value: date })
      }),
    )
  })
})
