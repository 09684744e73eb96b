import type { KindCount } from '@linli/shared/imports/detail'
import type { RecordKind } from '@linli/shared/imports/record'
import { expect, it } from 'vitest'
import { rulesDiffer, writingButton, writingSentences } from './writing'

const kind = (name: RecordKind, ready: number): KindCount => ({ kind: name, ready, unchanged: 0, differing: 0 })

it('says exactly what will be written, and what stays a draft', () => {
  const sentences = writingSentences([kind('arrears', 12), kind('room', 2981), kind('space', 0)], 20)
  expect(sentences).toEqual([
    '会写进系统：房屋 2,981 间、期初欠费 12 笔。',
    '业主随房屋一起登记。',
    '期初欠费、预存和押金先是草稿，财务确认合计后才入账。',
    '有问题的 20 行不导入。',
    '要么全部进去，要么一条也不进；导入后可以整次撤销。',
  ])
  expect(writingSentences([kind('history', 3)], 0)).toContain('历史缴费只供查询，不计入任何合计。')
})

it('names its effect on the button', () => {
  expect(writingButton([kind('room', 2981), kind('space', 0)])).toBe('导入 2,981 间房屋')
  expect(writingButton([kind('room', 2), kind('meter', 3)])).toBe('导入 5 条')
})

it('sees that a rule was added, changed or removed, whatever their order', () => {
  const [a, b] = [
    { ruleId: 'a', kind: 'prefix' as const, from: '商用-', to: '' },
    { ruleId: 'b', kind: 'alias' as const, from: '办公室', to: '3-0-101' },
  ]
  expect(rulesDiffer([a, b], [b, a])).toBe(false)
  expect(rulesDiffer([a], [a, b])).toBe(true)
  expect(rulesDiffer([a, { ...b, to: '3-0-102' }], [a, b])).toBe(true)
})
