import { expect, test } from 'vitest'
import { gramsOf, isAnswer, queryOf } from './grams'

test('pairs of neighbouring characters, full-width and capital letters alike; punctuation parts them', () => {
  expect(gramsOf('电梯坏了，WiFi坏了')).toEqual(['电梯', '梯坏', '坏了', 'wi', 'if', 'fi', 'i坏'])
  expect(gramsOf('Ａ１ 👍 。')).toEqual(['a1'])
})

test('a query looks up two pairs at most: the ends of its longest term, or of two terms', () => {
  expect(queryOf('电梯')?.grams).toEqual(['电梯'])
  expect(queryOf('电梯坏了')?.grams).toEqual(['电梯', '坏了'])
  expect(queryOf('快递 物业费')?.grams).toEqual(['物业', '业费'])
  expect(queryOf('快递 物业')?.grams).toEqual(['快递', '物业'])
  expect(queryOf('梯 ！')).toBeUndefined()
})

test('an answer has every term, as it stands', () => {
  const query = queryOf('电梯 噪音')
  expect(query && isAnswer(query, '噪音来自电梯间')).toBe(true)
  expect(query && isAnswer(query, '电梯很安静')).toBe(false)
})
