import { expect, test } from 'vitest'
import { visitorWords } from './words'

const { codeText, state } = visitorWords.standard

test('for who is not in WeChat: the code, where to, and when it holds, in one text', () => {
  const window = { from: '2026-11-22', to: '2026-11-22' }
  expect(codeText({ code: '4821903', roomCode: '3-2-1501', window })).toBe(
    '通行码 4821903，到 3栋2单元1501，11月22日有效，在门口报给门岗',
  )
})

test('a walk-in is let in or not, and comes in; a permit is granted or not, and used', () => {
  const refused = { kind: 'visit' as const, state: 'refused' as const, used: 0, allowance: 1 }
  const walkIn = { gateId: 'A', gateName: '东门', until: '2026-11-22T04:00:00.000Z', asked: 1 }
  expect([state({ ...refused, walkIn }), state({ ...refused, kind: 'permit' })]).toEqual(['没有让进', '没有通过'])
  expect((['pending', 'active', 'used_up'] as const).map(each => state({ ...refused, state: each, walkIn }))).toEqual([
    '等您回答',
    '让进了',
    '已进门',
  ])
  expect(state({ ...refused, state: 'active', used: 1, allowance: 3 })).toBe('还能进 2 次')
})
