import { expect, test } from 'vitest'
import { gramsOf, isAnswer, queryOf } from './grams'

test('pairs of neighbouring characters, full-width and capital letters alike; punctuation parts them', () => {
  expect(gramsOf('电梯坏了，WiFi坏了')).toEqual(['电梯', '梯坏', '坏了', 'wi', 'if', 'fi', 'i坏'])
  expect(gramsOf('Ａ１ 👍 。')).toEqual(['a1'])
})

test('a query looks up two pairs at most, from inside its longest term, or of its two longest', () => {
  expect(queryOf('电梯')?.grams).toEqual(['电梯'])
  expect(queryOf('电梯坏了')?.grams).toEqual(['梯坏', '坏了'])
  expect(queryOf('电梯间')?.grams).toEqual(['梯间', '电梯'])
  expect(queryOf('婴儿车丢了')?.grams).toEqual(['儿车', '车丢'])
  expect(queryOf('三号电梯坏了')?.grams).toEqual(['号电', '梯坏'])
  expect(queryOf('哈哈哈哈')?.grams).toEqual(['哈哈'])
  expect(queryOf('快递 物业费')?.grams).toEqual(['业费', '快递'])
  expect(queryOf('快递 物业')?.grams).toEqual(['快递', '物业'])
  expect(queryOf('梯 ！')).toBeUndefined()
})

test('an answer has every term, as it stands', () => {
  const query = queryOf('电梯 噪音')
  expect(query && isAnswer(query, '噪音来自电梯间')).toBe(true)
  expect(query && isAnswer(query, '电梯很安静')).toBe(false)
})
