import { billedTime } from './billed-time'
import type { BillLine, Cycle, Period } from './fee-schema'
import { type BilledTime, type Formula } from './formula-schema'
import type { Fraction } from './fraction'
import { daysBetween, type BusinessDate } from '../time'
import { areaRule, fixedRule } from './rule-area'
import { contractRule } from './rule-contract'
import { durationRule } from './rule-duration'
import { expressionRule } from './rule-expression'
import { meterRule } from './rule-meter'
import { sharedRule } from './rule-shared'
import type { BareLine, Cut, Rule, RuleInput } from './rule'

type Kind = Formula['kind']
type FormulaOf<K extends Kind> = { [P in K]: Extract<Formula, { kind: P }> & { kind: P } }[K]

/** One rule for each kind of formula. */
const rules: { [K in Kind]: Rule<FormulaOf<K>> } = {
  area: areaRule,
  fixed: fixedRule,
  meter: meterRule,
  shared: sharedRule,
  contract: contractRule,
  duration: durationRule,
  expression: expressionRule,
}

/** The lines that a period is cut into. @throws Refused */
export const cutsOf = <K extends Kind>(formula: FormulaOf<K>, input: RuleInput): Cut[] =>
  rules[formula.kind].cut(input, formula)

/** What one unit of a line's time comes to, in fen. @throws Refused */
export const baseOf = (
  line: Pick<BareLine, 'formula' | 'areaM2x100' | 'price' | 'surchargeFen' | 'inputs'>,
): Fraction => rules[line.formula.kind].base(line)

/** A formula's own coefficient, in 1/10,000. */
export const coefficientOf = (formula: Formula): number =>
  ('coefficient' in formula ? formula.coefficient : undefined) ?? 10_000

/** Whether a tariff sets the price: what a share costs is the pool's, and a contract says its own rent. */
export const needsTariff = ({ kind }: Pick<Formula, 'kind'>): boolean => kind !== 'shared' && kind !== 'contract'

/** What some days of a line count for: months of the cycle, or days ÷ days of a line that is one whole. */
export function timeOfDays(
  line: Pick<BillLine, 'formula' | 'from' | 'to'>,
  days: Period,
  cycle: Cycle,
  anchor?: BusinessDate,
): BilledTime {
  if (isByMonths(line.formula)) return billedTime(cycle, days, anchor ?? line.from)
  const [own, of] = [lengthOf(days), lengthOf(line)]
  return own === of ? { whole: 1, parts: [] } : { whole: 0, parts: [{ days: own, of }] }
}

const isByMonths = (formula: Formula): boolean =>
  formula.kind === 'expression' ? formula.per === 'month' : ['area', 'fixed', 'contract'].includes(formula.kind)

const lengthOf = ({ from, to }: Period) => daysBetween(from, to) + 1
