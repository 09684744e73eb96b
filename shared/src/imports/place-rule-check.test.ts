import { describe, expect, it } from 'vitest'
import { placeRuleProblem } from './place-rule-check'
import { ruleProblems, ruleSentence } from './place-words'
import type { PlaceRule } from './settings'

const rule = (kind: PlaceRule['kind'], from: string, to = ''): PlaceRule => ({ ruleId: 'new', kind, from, to })

describe('a rule on entry', () => {
  it.each([
    rule('prefix', '商用-'),
    rule('prefix', '商铺', 'S-0-'),
    rule('building', '商业楼', 'B'),
    rule('building', '15', '3'),
    rule('pattern', '{a}座{n}F-{n}', '{1}-0-{2}{3}'),
    rule('pattern', '{nn}{nn}{nnnn}', '{1}-{2}-{3}'),
    rule('alias', '王记五金', 'S-0-12、5-0-12'),
    rule('alias', '大套间', 'B座2511-2513'),
    rule('not_a_room', '一楼大厅'),
    rule('not_a_room', '{x}大厅{x}'),
  ])('%j stands', one => expect(placeRuleProblem(one)).toBeUndefined())

  it.each([
    [rule('prefix', ' '), 'from_empty'],
    [rule('prefix', '-'), 'from_too_wide'],
    [rule('not_a_room', '{x}'), 'from_too_wide'],
    [rule('pattern', '{x}{x}', 'A-0-{1}'), 'from_too_wide'],
    [rule('prefix', '{n}栋'), 'from_parts'],
    [rule('alias', '{n}栋', '3-2-1501'), 'from_parts'],
    [rule('pattern', '商铺', 'S-0-12'), 'pattern_without_parts'],
    [rule('pattern', '{z}座', 'S-0-12'), 'unknown_parts'],
    [rule('pattern', '{n}F-{n}', 'S-0-{3}'), 'to_without_part'],
    [rule('pattern', '{n}F-{n}', '商铺{1}'), 'to_not_a_room'],
    [rule('alias', '王记五金', '水果店'), 'to_not_a_room'],
    [rule('building', '商业楼', '商业街'), 'to_not_a_building'],
    [rule('building', '3栋', '3'), 'changes_nothing'],
    [rule('not_a_room', '大厅', '3-2-1501'), 'to_not_empty'],
  ] as const)('%j: %s', (one, problem) =>
    expect(placeRuleProblem(one)).toEqual({
      path: problem.startsWith('to_') ? 'to' : 'from',
      message: ruleProblems[problem],
    }),
  )

  it('a second rule for the same names is refused, however it is spelled; the rule itself may be changed', () => {
    const first = { ...rule('prefix', '商用-'), ruleId: 'first' }
    expect(placeRuleProblem(rule('prefix', '商用－', 'B-0-'), [first])?.message).toBe(ruleProblems.same_from)
    expect(placeRuleProblem({ ...first, to: 'S-0-' }, [first])).toBeUndefined()
    expect(placeRuleProblem(rule('prefix', '住宅-'), [first])).toBeUndefined()
  })
})

it('every rule is one sentence', () => {
  expect(ruleSentence(rule('prefix', '商用-'))).toBe('名称开头的“商用-”去掉后再认房号')
  expect(ruleSentence(rule('prefix', '商铺', 'S-0-'))).toBe('名称开头的“商铺”换成“S-0-”后再认房号')
  expect(ruleSentence(rule('building', '商业楼', 'B'))).toBe('“商业楼”就是 B 栋')
  expect(ruleSentence(rule('pattern', '{nn}栋{n}', '{1}-0-{2}'))).toBe(
    '写成“[2位数字]栋[数字]”的，读作“[第1段]-0-[第2段]”',
  )
  expect(ruleSentence(rule('alias', '大套间', 'B-0-1,B-0-2'))).toBe('“大套间”就是 B-0-1、B-0-2')
  expect(ruleSentence(rule('not_a_room', '{x}大厅{x}'))).toBe('含有“大厅”的名称不是房屋，不导入')
  expect(ruleSentence(rule('not_a_room', '大厅'))).toBe('“大厅”不是房屋，不导入')
})
