import { expect, it } from 'vitest'
import { auditActions } from './actions'
import { auditActionName, summaryText } from './words'

it.each(auditActions)('%s has a word of its own', action => expect(auditActionName(action)).not.toBe(action))

it.each([
  ['到账 23552 分，1 张账单，转预存 500 分', '到账 ¥235.52，1 张账单，转预存 ¥5.00'],
  ['补差 -23552 分', '补差 -¥235.52'],
  ['等 15 分钟', '等 15 分钟'],
])('%s reads %s', (kept, shown) => expect(summaryText(kept)).toBe(shown))
