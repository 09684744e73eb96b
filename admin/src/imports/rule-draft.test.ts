import { expect, it } from 'vitest'
import { checkedRule, draftFor, newRuleId, notARoom } from './rule-draft'

const group = (shape: string, examples: string[]) => ({ shape, rows: 3, names: examples.length, examples })

it('starts from the proposal, else from the shape of the names', () => {
  const rule = { kind: 'prefix' as const, from: '商用-', to: '' }
  const proposal = { rule, sentence: '', rows: 3, examples: [] }
  expect(draftFor({ ...group('商用-B座####', ['商用-B座1810']), proposal })).toEqual(rule)
  expect(draftFor(group('#号楼###房', ['3号楼101房', '4号楼102房']))).toEqual({
    kind: 'pattern',
    from: '{n}号楼{n}房',
    to: '',
  })
  expect(draftFor(group('物业办公室', ['物业办公室']))).toEqual({ kind: 'alias', from: '物业办公室', to: '' })
})

it('says in a sentence what a rule does, or why it cannot stand', () => {
  expect(checkedRule({ kind: 'pattern', from: '{n}号楼{n}房', to: '{1}-1-{2}' }, []).sentence).toBe(
    '写成“[数字]号楼[数字]房”的，读作“[第1段]-1-[第2段]”',
  )
  expect(checkedRule(notARoom({ shape: '广告位##' }), []).sentence).toContain('不是房屋，不导入')
  const known = { ruleId: 'a', kind: 'prefix' as const, from: '商用-', to: '' }
  expect(checkedRule({ kind: 'prefix', from: '商用－', to: '9栋' }, [known]).problem?.message).toContain('已有一条规则')
  expect(checkedRule({ ...known, to: '9栋' }, [known]).problem).toBeUndefined()
  expect(checkedRule({ kind: 'prefix', from: '', to: '' }, [])).toEqual({})
})

it('makes an id that the contract takes', () => expect(newRuleId()).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/))
