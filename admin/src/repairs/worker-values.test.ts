import { expect, test } from 'vitest'
import { areasOf, shiftText } from './worker-values'

test('shifts of the same hours are read together', () => {
  const day = (weekday: number, from = '08:00', to = '17:00') => ({ weekday, from, to })
  expect(shiftText([1, 2, 3, 4, 5].map(each => day(each)))).toBe('周一至周五 08:00–17:00')
  expect(shiftText([day(1), day(3), day(6, '09:00', '12:00')])).toBe('周一、周三 08:00–17:00，周六 09:00–12:00')
  expect(shiftText([])).toBe('')
})

test('areas are read as they are typed', () => {
  expect(areasOf('1、2栋, 3 号楼；2')).toEqual(['1', '2', '3'])
  expect(areasOf(undefined)).toEqual([])
})
