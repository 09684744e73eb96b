import type { Variable } from './expression-words'
import { add, compare, floor, type Fraction, negative, over, times } from './fraction'
import type { Node } from './parse-expression'
import { Refused } from './refusals'

export type Values = Partial<Record<Variable, Fraction>>

/** Numbers longer than this many bits are no money, and would take time. */
const mostBits = 2_048

/**
 * The exact value of an expression; every step is a fraction and none is a float.
 * @throws Refused no_variable (with its name), division_by_zero, expression_limit
 */
export function evaluateExpression(node: Node, values: Values): Fraction {
  const valueOf = (each: Node): Fraction => {
    switch (each.kind) {
      case 'number':
        return each.value
      case 'variable':
        return values[each.name] ?? missing(each.name)
      case 'negative':
        return negative(valueOf(each.of))
      case 'operation':
        return bounded(operations[each.sign](valueOf(each.left), valueOf(each.right)))
      case 'extreme':
        return each.among.map(valueOf).reduce((best, next) => {
          const isLess = compare(next, best) < 0
          return isLess === (each.name === 'min') ? next : best
        })
      case 'whole':
        return each.name === 'floor' ? floor(valueOf(each.of)) : negative(floor(negative(valueOf(each.of))))
      case 'if':
        return valueOf(holds[each.sign](compare(valueOf(each.left), valueOf(each.right))) ? each.yes : each.no)
    }
  }
  return valueOf(node)
}

/** The variables that an expression names, each once. */
export function variablesOf(node: Node): Variable[] {
  const names = new Set<Variable>()
  const visit = (each: Node): void => {
    if (each.kind === 'variable') names.add(each.name)
    for (const part of partsOf(each)) visit(part)
  }
  visit(node)
  return [...names]
}

function partsOf(node: Node): Node[] {
  switch (node.kind) {
    case 'number':
    case 'variable':
      return []
    case 'negative':
    case 'whole':
      return [node.of]
    case 'operation':
      return [node.left, node.right]
    case 'extreme':
      return node.among
    case 'if':
      return [node.left, node.right, node.yes, node.no]
  }
}

const operations = {
  '+': add,
  '-': (a: Fraction, b: Fraction) => add(a, negative(b)),
  '*': times,
  '/': (a: Fraction, b: Fraction) => {
    if (b.n === BigInt(0)) throw new Refused({ reason: 'division_by_zero' })
    return over(a, b)
  },
}

const holds = {
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '>=': (order: number) => order >= 0,
  '=': (order: number) => order === 0,
  '<>': (order: number) => order !== 0,
}

const longest = BigInt(1) << BigInt(mostBits)

function bounded(value: Fraction): Fraction {
  if (value.n > longest || value.n < -longest || value.d > longest) throw new Refused({ reason: 'expression_limit' })
  return value
}

const missing = (what: Variable): never => {
  throw new Refused({ reason: 'no_variable', what })
}
