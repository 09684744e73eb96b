import { expect, it } from 'vitest'
import { actorText, summaryText } from './words'

it.each([
  ['到账 23552 分，1 张账单，转预存 500 分', '到账 ¥235.52，1 张账单，转预存 ¥5.00'],
  ['等 15 分钟', '等 15 分钟'],
])('%s reads %s', (kept, shown) => expect(summaryText(kept)).toBe(shown))

it.each([
  ['staff', 'P1', '王经理', '王经理'],
  ['account', '01M80PJDEG1GMXPF05N84BCZWR', '李小红', '住户 李小红'],
  ['account', '01M80PJDEG1GMXPF05N84BCZWR', undefined, '住户 …4BCZWR'],
  ['channel', 'linli', undefined, '微信支付'],
  ['system', 'system', undefined, '系统'],
] as const)('%s %s reads as a person knows it', (actorKind, actorId, actorName, shown) =>
  expect(actorText({ actorKind, actorId, actorName })).toBe(shown),
)
