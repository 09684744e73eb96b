import { daysBetween } from '../time'
import { timeFraction } from './billed-time'
import { evaluateExpression, type Values, variablesOf } from './evaluate-expression'
import type { Variable } from './expression-words'
import type { Formula, LineInputs } from './formula-schema'
import { type Fraction, fractionOf, fractionText, over, whole } from './fraction'
import { type Node, parseExpression } from './parse-expression'
import { type BillRefusal, type Refusal, Refused } from './refusals'
import { type Cut, once, type Rule, type RuleInput, tariffCuts } from './rule'

type Expression = Extract<Formula, { kind: 'expression' }>

/** Whether an expression can be saved, and if not, why and where. */
export function checkExpression(text: string): { ok: true; variables: Variable[] } | ({ ok: false } & Refusal) {
  try {
    return { ok: true, variables: variablesOf(treeOf(text)) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, ...error.refusal }
    throw error
  }
}

/**
 * One line for each tariff and vacancy; it keeps the variables that the expression names. The value is in yuan: of one
 * month (season, time), prorated like a price, or of the whole line. A value below 0 is refused: nothing is owed backwards.
 */
export const expressionRule: Rule<Expression> = {
  cut: (input, formula) => {
    const names = variablesOf(treeOf(formula.text))
    return tariffCuts(input).map(cut => {
      const known = valuesOf(input, cut)
      const variables: Record<string, string> = {}
      for (const name of names) {
        const value = known[name]
        if (!value) throw new Refused({ reason: 'no_variable', what: name })
        variables[name] = fractionText(value)
      }
      return { ...cut, time: formula.per === 'month' ? cut.time : once, inputs: { kind: 'expression', variables } }
    })
  },
  base: ({ formula, inputs }) => {
    if (inputs?.kind !== 'expression' || formula.kind !== 'expression') throw new TypeError('no expression')
    const { n, d } = evaluateExpression(treeOf(formula.text), readBack(inputs))
    if (n < BigInt(0)) throw new Refused({ reason: 'negative_result' })
    return { n: n * BigInt(100), d }
  },
}

function valuesOf({ object: { areas = {} } }: RuleInput, cut: Cut): Values {
  const area = (value: number | undefined) => value !== undefined && { value: part(value, 100) }
  const found = { built: area(areas.built), inner: area(areas.inner), billable: area(areas.billable) }
  const heating = area(areas.heating)
  return {
    price: part(cut.price, 10_000),
    surcharge: part(cut.surchargeFen, 100),
    months: timeFraction(cut.time),
    days: whole(daysBetween(cut.from, cut.to) + 1),
    ...(found.built && { built: found.built.value }),
    ...(found.inner && { inner: found.inner.value }),
    ...(found.billable && { billable: found.billable.value }),
    ...(heating && { heating: heating.value }),
  }
}

/** @throws Refused where the value is finer than its scale, or below 0 */
function part(value: number, of: number): Fraction {
  const reason: BillRefusal | undefined = Number.isSafeInteger(value)
    ? value < 0
      ? 'negative'
      : undefined
    : 'finer_than_scale'
  if (reason) throw new Refused({ reason })
  return over(whole(value), whole(of))
}

const readBack = ({ variables }: Extract<LineInputs, { kind: 'expression' }>): Values =>
  Object.fromEntries(Object.entries(variables).map(([name, text]) => [name, fractionOf(text)]))

/** Trees of the expressions in use: a run asks for the same one for every room. */
const trees = new Map<string, Node>()
const mostTrees = 100

function treeOf(text: string): Node {
  const known = trees.get(text)
  if (known) return known
  const tree = parseExpression(text)
  if (trees.size >= mostTrees) trees.clear()
  trees.set(text, tree)
  return tree
}
