import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { billLines, recomputeLine } from './amount'
import { Rational } from './day-by-day'
import { BillLine } from './fee-schema'
import { checkExpression } from './rule-expression'
import { itemOf, tariff } from './sample-bill'
import { refusalWords } from './words'

const charge = (text: string, per: 'month' | 'period' = 'month', from = '2026-02-01') =>
  billLines({
    item: itemOf({ formula: { kind: 'expression', text, per } }),
    object: { areas: { built: 8_950, inner: 7_000 } },
    period: { from, to: '2026-02-28' },
    tariffs: [tariff('2020-01-01', 23_000, { surchargeFen: 500 })],
  })
const fenOf = (...args: Parameters<typeof charge>) => {
  const result = charge(...args)
  return result.ok ? result.totalFen : [result.reason, result.what]
}

describe('an expression', () => {
  test('is yuan of a month, prorated like a price, or of the period', () => {
    expect(fenOf('单价 × 建筑面积 + 附加费')).toBe(21_085)
    expect(fenOf('price*built+surcharge', 'month', '2026-02-15')).toBe(Math.round(21_085 / 2))
    expect(fenOf('12.5', 'period', '2026-02-15')).toBe(1_250)
    expect(fenOf('10 × 月数 + 天数', 'period', '2026-02-15')).toBe(500 + 1_400)
  })

  test('knows precedence, brackets, signs, per cent, both widths and choices', () => {
    expect(fenOf('1 + 2 × 3 − 4 / 2'.replace('−', '-'))).toBe(500)
    expect(fenOf('（１＋２）×３')).toBe(900)
    expect(fenOf('8 - 2 - 1')).toBe(500)
    expect(fenOf('8 / 2 / 2')).toBe(200)
    expect(fenOf('-2 × -3')).toBe(600)
    expect(fenOf('200 × 5%')).toBe(1_000)
    expect(fenOf('如果(建筑面积 > 80，100，50)')).toBe(10_000)
    expect(fenOf('if(built <= 80, 100, 50)')).toBe(5_000)
    expect(fenOf('最小(3, 2, 5) + 最大(1, 4)')).toBe(600)
    expect(fenOf('取整(3.9) + 进整(3.1) + floor(0-3.1) + ceil(0-3.9)')).toBe(0)
  })

  test('is exact: no float is in it', () => {
    expect(fenOf('0.1 + 0.2')).toBe(30)
    expect(fenOf('1 / 3 × 3')).toBe(100)
    expect(fenOf('1.005')).toBe(101)
    expect(fenOf('单价 × 50.05')).toBe(11_512)
  })

  test('of a branch that is not taken is not computed', () => expect(fenOf('if(1 = 1, 7, 1 / 0)')).toBe(700))
})

describe('refused, never 0', () => {
  test.each([
    ['单价 × 楼层', ['unknown_variable', '楼层'], '“楼层”：公式里有不认识的名称，请从可用的名称里选'],
    ['constructor(1)', ['unknown_variable', 'constructor'], undefined],
    ['process.exit(1)', ['bad_expression', '.exit(1)'], undefined],
    ['单价 × 供暖面积', ['no_variable', 'heating'], '“供暖面积”：公式要用的数值还没有填，请先补上'],
    ['1 / (建筑面积 - 89.5)', ['division_by_zero', undefined], '公式除以了 0，请检查除数，可以用“如果”避开'],
    ['1 +', ['bad_expression', '结尾'], '“结尾”：公式写错了，请检查括号、运算符和逗号'],
    ['(1', ['bad_expression', '结尾'], undefined],
    ['1 2', ['bad_expression', '2'], undefined],
    ['if(1, 2, 3)', ['bad_expression', ','], undefined],
    ['floor(1, 2)', ['bad_expression', ')'], undefined],
    ['1 - 2', ['negative_result', undefined], undefined],
    [`${'('.repeat(30)}1${')'.repeat(30)}`, ['expression_limit', undefined], undefined],
    [`${'-'.repeat(30)}1`, ['expression_limit', undefined], undefined],
    [`1${'+1'.repeat(200)}`, ['expression_limit', undefined], undefined],
    [`1${'×999999999999999'.repeat(60)}`, ['expression_limit', undefined], '公式太复杂，超过计算限制，请拆短一些'],
  ])('%s', (text, refusal, sentence) => {
    expect(fenOf(text)).toEqual(refusal)
    const result = charge(text)
    if (sentence && !result.ok) expect(refusalWords(result)).toBe(sentence)
  })

  test('what can be known beforehand is refused when it is saved', () => {
    expect(checkExpression('单价 × 建筑面积 × 建筑面积')).toEqual({ ok: true, variables: ['price', 'built'] })
    expect(checkExpression('单价 × 楼层')).toEqual({ ok: false, reason: 'unknown_variable', what: '楼层' })
    expect(checkExpression('')).toEqual({ ok: false, reason: 'bad_expression', what: '结尾' })
  })
})

type Made = { text: string; value: Rational | undefined }
const negated = (value: Rational) => value.times(new Rational(-1))
const inverse = (value: Rational) =>
  value.top < 0n ? new Rational(-value.bottom, -value.top) : new Rational(value.bottom, value.top)
const both = (a: Made, b: Made, of: (x: Rational, y: Rational) => Rational | undefined) =>
  a.value && b.value ? of(a.value, b.value) : undefined
const operations: Record<string, (x: Rational, y: Rational) => Rational | undefined> = {
  '+': (x, y) => x.plus(y),
  '-': (x, y) => x.plus(negated(y)),
  '*': (x, y) => x.times(y),
  '/': (x, y) => (y.top === 0n ? undefined : x.times(inverse(y))),
}
const leaf: fc.Arbitrary<Made> = fc.oneof(
  fc.nat(9_999).map(n => ({ text: String(n), value: new Rational(n) })),
  fc.nat(9_999).map(n => ({ text: (n / 100).toFixed(2), value: new Rational(n, 100) })),
  fc.constant({ text: '建筑面积', value: new Rational(8_950, 100) }),
  fc.constant({ text: 'price', value: new Rational(23, 10) }),
)
const tree = fc.letrec<{ node: Made }>(tie => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(fc.constantFrom('+', '-', '*', '/'), tie('node'), tie('node')).map(([sign, a, b]) => ({
      text: `(${a.text} ${sign} ${b.text})`,
      value: both(a, b, (x, y) => operations[sign]?.(x, y)),
    })),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => ({
      text: `if(${a.text} < ${b.text}, ${a.text}, ${b.text})`,
      value: both(a, b, (x, y) => (x.plus(negated(y)).top < 0n ? x : y)),
    })),
  ),
})).node

test('it equals the same tree of exact fractions, and recomputes to itself', () => {
  let computed = 0
  fc.assert(
    fc.property(tree, ({ text, value }) => {
      const result = charge(text, 'period')
      if (!result.ok && result.reason === 'expression_limit') return
      if (!result.ok) {
        expect(result.reason).toBe(
          value === undefined ? 'division_by_zero' : value.top < 0n ? 'negative_result' : 'too_large',
        )
        return
      }
      if (value === undefined) throw new Error('divided by zero')
      computed++
      const fen = value.times(new Rational(100))
      expect(result.lines[0]).toMatchObject({ exactFen: String(fen), amountFen: fen.nearest(1) })
      if (text.length > 500) return
      const { exactFen, amountFen, ...inputs } = BillLine.parse(JSON.parse(JSON.stringify(result.lines[0])))
      expect(recomputeLine(inputs)).toEqual({ exactFen, amountFen })
    }),
    { numRuns: 2_000, seed: 20_260_228 },
  )
  expect(computed).toBeGreaterThan(800)
})
