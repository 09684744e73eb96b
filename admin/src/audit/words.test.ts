import { expect, it } from 'vitest'
import { summaryText } from './words'

it.each([
  ['到账 23552 分，1 张账单，转预存 500 分', '到账 ¥235.52，1 张账单，转预存 ¥5.00'],
  ['等 15 分钟', '等 15 分钟'],
])('%s reads %s', (kept, shown) => expect(summaryText(kept)).toBe(shown))
