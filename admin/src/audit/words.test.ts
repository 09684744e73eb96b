import { expect, it } from 'vitest'
import { actorText, named } from './words'

it.each([
  ['staff', '王经理', '王经理'],
  ['staff', undefined, '员工'],
  ['account', '李小红', '住户 李小红'],
  ['account', undefined, '住户'],
  ['channel', '支付宝', '支付宝'],
  ['system', undefined, '系统'],
] as const)('%s %s reads as a person knows it', (actorKind, actorName, shown) =>
  expect(actorText({ actorKind, actorName })).toBe(shown),
)

it.each([
  ['room', '1-1-101', '房屋 1-1-101'],
  ['bill', undefined, '账单'],
])('%s %s is called what people call it, never by its id', (type, name, shown) => expect(named(type, name)).toBe(shown))
