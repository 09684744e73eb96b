import { FunctionName, functionNames, Variable, variableNames } from './expression-words'
import { type Fraction, over, whole } from './fraction'
import { Refused } from './refusals'

type Comparison = '<' | '<=' | '>' | '>=' | '=' | '<>'
export type Node =
  | { kind: 'number'; value: Fraction }
  | { kind: 'variable'; name: Variable }
  | { kind: 'negative'; of: Node }
  | { kind: 'operation'; sign: '+' | '-' | '*' | '/'; left: Node; right: Node }
  | { kind: 'extreme'; name: 'min' | 'max'; among: Node[] }
  | { kind: 'whole'; name: 'floor' | 'ceil'; of: Node }
  | { kind: 'if'; sign: Comparison; left: Node; right: Node; yes: Node; no: Node }

const mostSteps = 200
const deepest = 20
const token =
  /\s*(?:(\d{1,15}(?:\.\d{1,10})?)(%?)|([a-z\u4e00-\u9fff_][a-z0-9\u4e00-\u9fff_]*)|(<=|>=|<>|!=|==|[-+*/(),<>=×÷]))/iuy

type Token = { text: string; kind: 'number' | 'name' | 'sign' }

/**
 * The tree of an expression: + − × ÷, brackets, `min max floor ceil` and `if(a > b, x, y)`, over a list of names, in
 * English or Chinese, full width or half. Read here because the libraries compute in floats. Nothing else can be written,
 * so that nothing else can run; without loops and powers the number of steps bounds its time.
 * @throws Refused bad_expression (with the place), unknown_variable (with the name), expression_limit
 */
export function parseExpression(text: string): Node {
  const parser = new Parser(tokensOf(text))
  return parser.whole()
}

function tokensOf(text: string): Token[] {
  const plain = text.normalize('NFKC').trim()
  const tokens: Token[] = []
  token.lastIndex = 0
  while (token.lastIndex < plain.length) {
    const at = token.lastIndex
    const found = token.exec(plain)
    if (!found) throw wrong(plain.slice(at, at + 8).trim())
    const [, number, percent, name, sign] = found
    if (number !== undefined) tokens.push({ kind: 'number', text: number + (percent ?? '') })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: usual[sign] ?? sign })
    if (tokens.length > mostSteps * 2) throw new Refused({ reason: 'expression_limit' })
  }
  return tokens
}

const usual: Record<string, string> = { '×': '*', '÷': '/', '==': '=', '!=': '<>' }
const wrong = (what: string) => new Refused({ reason: 'bad_expression', what: what === '' ? '结尾' : what })

class Parser {
  #at = 0
  #steps = 0
  #depth = 0
  constructor(readonly tokens: Token[]) {}

  whole(): Node {
    const node = this.#sum()
    if (this.#at < this.tokens.length) throw this.#wrong()
    return node
  }

  #sum(): Node {
    return this.#deeper(() => {
      let left = this.#product()
      for (let sign = this.#take('+', '-'); sign; sign = this.#take('+', '-'))
        left = this.#node({ kind: 'operation', sign, left, right: this.#product() })
      return left
    })
  }

  #product(): Node {
    let left = this.#signed()
    for (let sign = this.#take('*', '/'); sign; sign = this.#take('*', '/'))
      left = this.#node({ kind: 'operation', sign, left, right: this.#signed() })
    return left
  }

  #signed(): Node {
    if (!this.#take('-')) return this.#single()
    return this.#deeper(() => this.#node({ kind: 'negative', of: this.#signed() }))
  }

  #single(): Node {
    if (this.#take('(')) return this.#closed(this.#sum())
    const next = this.tokens[this.#at]
    if (next === undefined || next.kind === 'sign') throw this.#wrong()
    this.#at++
    if (next.kind === 'number') return this.#node({ kind: 'number', value: numberOf(next.text) })
    return this.#take('(') ? this.#call(next.text) : this.#node({ kind: 'variable', name: variableOf(next.text) })
  }

  #call(text: string): Node {
    const name = functions.get(text.toLowerCase())
    if (!name) throw new Refused({ reason: 'unknown_variable', what: text })
    if (name === 'if') return this.#closed(this.#choice())
    const among = [this.#sum()]
    while (this.#take(',')) among.push(this.#sum())
    const [of, second] = among
    if (name === 'min' || name === 'max') return this.#closed(this.#node({ kind: 'extreme', name, among }))
    if (!of || second) throw this.#wrong()
    return this.#closed(this.#node({ kind: 'whole', name, of }))
  }

  #choice(): Node {
    const left = this.#sum()
    const sign = this.#take('<=', '>=', '<>', '<', '>', '=')
    if (!sign) throw this.#wrong()
    const right = this.#sum()
    this.#comma()
    const yes = this.#sum()
    this.#comma()
    return this.#node({ kind: 'if', sign, left, right, yes, no: this.#sum() })
  }

  #closed(node: Node): Node {
    if (!this.#take(')')) throw this.#wrong()
    return node
  }

  #comma(): void {
    if (!this.#take(',')) throw this.#wrong()
  }

  #take<S extends string>(...signs: S[]): S | undefined {
    const next = this.tokens[this.#at]
    const found = next?.kind === 'sign' ? signs.find(sign => sign === next.text) : undefined
    if (found !== undefined) this.#at++
    return found
  }

  #node(node: Node): Node {
    if (++this.#steps > mostSteps) throw new Refused({ reason: 'expression_limit' })
    return node
  }

  #deeper(read: () => Node): Node {
    if (++this.#depth > deepest) throw new Refused({ reason: 'expression_limit' })
    const node = read()
    this.#depth--
    return node
  }

  #wrong = () => wrong(this.tokens[this.#at]?.text ?? '')
}

function numberOf(text: string): Fraction {
  const [digits, percent] = text.endsWith('%') ? [text.slice(0, -1), 2] : [text, 0]
  const [units = '', decimals = ''] = digits.split('.')
  return over(whole(BigInt(units + decimals)), whole(BigInt(`1${'0'.repeat(decimals.length + percent)}`)))
}

function variableOf(text: string): Variable {
  const name = variables.get(text.toLowerCase())
  if (!name) throw new Refused({ reason: 'unknown_variable', what: text })
  return name
}

/** By both names of each. */
const variables = new Map<string, Variable>(
  Variable.options.flatMap(name => [[name, name] as const, [variableNames[name], name] as const]),
)
const functions = new Map<string, FunctionName>(
  FunctionName.options.flatMap(name => [[name, name] as const, [functionNames[name], name] as const]),
)
