import { expect, test } from 'vitest'
import { figuresIn } from './figures'

test.each([
  ['还没有消息', ['还没有消息']],
  ['申请从2026年12月1日起', ['申请从', '2026年12月1日', '起']],
  ['2026年11月24日 · 2026年11月', ['', '2026年11月24日', ' · ', '2026年11月', '']],
  ['2026年11月28日 8:40', ['', '2026年11月28日', ' ', '8:40', '']],
  [
    '1栋1单元101 有 2 笔，共 ¥1,280.23，12月21日前缴',
    ['', '1栋1单元101', ' 有 ', '2 笔', '，共 ', '¥1,280.23', '，', '12月21日', '前缴'],
  ],
  ['梧桐苑 10栋大堂', ['梧桐苑 ', '10栋', '大堂']],
])('%s: its figures stand apart, and all of it is there', (text, parts) => {
  expect(figuresIn(text)).toEqual(parts)
  expect(figuresIn(text).join('')).toBe(text)
})
