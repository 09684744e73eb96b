import { ulid } from '@linli/shared/ids'
import type { PlaceGroup } from '@linli/shared/imports/place-report'
import { placeRuleProblem } from '@linli/shared/imports/place-rule-check'
import { ruleSentence } from '@linli/shared/imports/place-words'
import { PlaceRule } from '@linli/shared/imports/settings'

/** A rule while somebody writes it; without an id it is new. */
export type RuleDraft = Omit<PlaceRule, 'ruleId'> & { ruleId?: string | undefined }

export const newRuleId = (): string => ulid(Date.now(), crypto.getRandomValues(new Uint8Array(16)))

/** The shape of a group (`商用-B座####`) as names of that shape are written in a rule: digits are numbers. */
export const patternOf = (shape: string): string => shape.replace(/#+/g, '{n}')

/** Where somebody starts who writes a rule for a group of names. */
export function draftFor({ shape, names, examples, proposal }: PlaceGroup): RuleDraft {
  if (proposal) return proposal.rule
  return names > 1 && shape.includes('#')
    ? { kind: 'pattern', from: patternOf(shape), to: '' }
    : { kind: 'alias', from: examples[0] ?? shape, to: '' }
}

/** The rule that names of this shape are no rooms. */
export const notARoom = ({ shape }: Pick<PlaceGroup, 'shape'>): RuleDraft => ({
  kind: 'not_a_room',
  from: patternOf(shape),
  to: '',
})

/** What the rule does in one sentence, or why it cannot stand beside the others. */
export function checkedRule(
  draft: RuleDraft,
  others: readonly PlaceRule[],
): { sentence?: string; problem?: { path: 'from' | 'to'; message: string } } {
  const to = draft.kind === 'not_a_room' ? '' : draft.to
  const rule = PlaceRule.safeParse({ ...draft, to, ruleId: draft.ruleId ?? 'new' })
  if (!rule.success) return {}
  const problem = placeRuleProblem(rule.data, others)
  return problem === undefined ? { sentence: ruleSentence(rule.data) } : { problem }
}
