import { readPlaces } from './place-range'
import { hasPlaceholders, placeholder, type RuleWords, splitNames } from './place-rules'
import { type RuleProblem, ruleProblems } from './place-words'
import { normaliseName } from './room-text'
import type { PlaceRule } from './settings'

/** Why a rule cannot stand beside the others: in which field, and a sentence with what to do. Undefined when it can. */
export function placeRuleProblem(
  rule: PlaceRule,
  others: readonly PlaceRule[] = [],
): { path: 'from' | 'to'; message: string } | undefined {
  const problem = ownProblem(rule) ?? (others.some(other => isTwin(rule, other)) ? 'same_from' : undefined)
  return problem && { path: problem.startsWith('to_') ? 'to' : 'from', message: ruleProblems[problem] }
}

function ownProblem(rule: RuleWords): RuleProblem | undefined {
  const { kind, from, to } = rule
  const parts = from.match(placeholder) ?? []
  const fixed = normaliseName(from.replace(placeholder, ''))
  if (fixed.replace(/-/g, '') === '' && kind !== 'pattern') return from.trim() === '' ? 'from_empty' : 'from_too_wide'
  if (/[{}]/.test(from.replace(placeholder, ''))) return 'unknown_parts'
  if (parts.length > 9) return 'too_many_parts'
  switch (kind) {
    case 'prefix':
    case 'building':
      if (parts.length > 0) return 'from_parts'
      if (bare(from) === bare(to)) return 'changes_nothing'
      return kind === 'building' && !readPlaces(`${to}-0-101`).ok ? 'to_not_a_building' : undefined
    case 'pattern':
      return patternProblem(rule, parts)
    case 'alias':
      if (hasPlaceholders(from)) return 'from_parts'
      return splitNames(to).every(name => readPlaces(name).ok) ? undefined : 'to_not_a_room'
    case 'not_a_room':
      return to === '' ? undefined : 'to_not_empty'
  }
}

/** A pattern's result names only its own parts, and with numbers in their place is a room. */
function patternProblem({ from, to }: RuleWords, parts: readonly string[]): RuleProblem | undefined {
  if (parts.length === 0) return 'pattern_without_parts'
  if (from.replaceAll('{x}', '') === '') return 'from_too_wide'
  const named = [...to.matchAll(/\{([^{}]*)\}/g)].map(([, part]) => Number(part))
  if (named.some(nth => !(nth >= 1 && nth <= parts.length))) return 'to_without_part'
  const sample = (value: string) =>
    to.replace(/\{(\d)\}/g, (_, nth) => (parts[Number(nth) - 1] === '{a}' ? 'A' : value))
  return ['1', '12', '101'].some(value => readPlaces(sample(value)).ok) ? undefined : 'to_not_a_room'
}

const bare = (text: string): string => normaliseName(text).replace(/栋$/, '')

/** Two rules of one kind for the same names: their spelling does not make them different. */
function isTwin(rule: PlaceRule, other: PlaceRule): boolean {
  return (
    rule.ruleId !== other.ruleId && rule.kind === other.kind && normaliseName(rule.from) === normaliseName(other.from)
  )
}
