import { expect, it } from 'vitest'
import { actorText, named, summaryText } from './words'

it.each([
  ['到账 23552 分，1 张账单，转预存 500 分', '到账 ¥235.52，1 张账单，转预存 ¥5.00'],
  ['等 15 分钟', '等 15 分钟'],
])('%s reads %s', (kept, shown) => expect(summaryText(kept)).toBe(shown))

it.each([
  ['staff', '王经理', '王经理'],
  ['staff', undefined, '员工'],
  ['account', '李小红', '住户 李小红'],
  ['account', undefined, '住户'],
  ['channel', undefined, '支付渠道'],
  ['system', undefined, '系统'],
] as const)('%s %s reads as a person knows it', (actorKind, actorName, shown) =>
  expect(actorText({ actorKind, actorName })).toBe(shown),
)

it.each([
  ['room', '1-1-101', '房屋 1-1-101'],
  ['bill', undefined, '账单'],
])('%s %s is called what people call it, never by its id', (type, name, shown) => expect(named(type, name)).toBe(shown))
