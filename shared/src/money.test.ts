import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  chineseAmount,
  Fen,
  formatScaled,
  formatYuan,
  PositiveFen,
  TypedFen,
  parseScaled,
  parseYuan,
  splitByWeights,
  sumFen,
  toFen,
} from './money'

const anyFen = fc.maxSafeInteger()

test('money is whole fen within the safe integers', () => {
  expect(Fen.safeParse(-1).success).toBe(true)
  for (const wrong of [0.5, 2 ** 53, Number.NaN, '1']) expect(Fen.safeParse(wrong).success).toBe(false)
  expect(PositiveFen.safeParse(0).success).toBe(false)
  expect([10 ** 12 - 1, 10 ** 12].map(fen => TypedFen.safeParse(fen).success)).toEqual([true, false])
})

describe('digits', () => {
  test.each([
    [128640, '1,286.40'],
    [0, '0.00'],
    [5, '0.05'],
    [-123456789, '-1,234,567.89'],
    [100_000, '1,000.00'],
    [99_999, '999.99'],
    [Number.MAX_SAFE_INTEGER, '90,071,992,547,409.91'],
  ])('%i fen is %s', (fen, text) => {
    expect(formatYuan(fen)).toBe(text)
    expect(parseYuan(text)).toBe(fen)
  })

  test.each([
    ['１，２８６．４０', 128640],
    [' 1286.4 ', 128640],
    ['－３', -300],
    ['0.10000', 10],
    ['-0.00', 0],
  ])('%s is read', (text, fen) => expect(parseYuan(text)).toBe(fen))

  test.each(['', '1.', '.5', '1,2', '12,34.5', '1e3', '0x10', '一元', '1.005', '90071992547409.92', '--1', '1 2'])(
    '%s is refused',
    text => expect(parseYuan(text)).toBeUndefined(),
  )

  test('a value finer than its scale is refused', () => {
    expect(parseScaled('89.555', 100)).toBeUndefined()
    expect(parseScaled('89.55', 100)).toBe(8955)
    expect(parseScaled('2.3', 10_000)).toBe(23_000)
    expect(parseScaled('2.30001', 10_000)).toBeUndefined()
    expect(parseScaled('12.345', 1_000)).toBe(12_345)
  })

  test('two decimals, and further ones only where they are not zero', () => {
    expect(formatScaled(23_000, 10_000)).toBe('2.30')
    expect(formatScaled(23_050, 10_000)).toBe('2.305')
    expect(formatScaled(12_000, 1_000, 0)).toBe('12')
    expect(formatScaled(-5, 10_000)).toBe('-0.0005')
  })

  test('what is written is read back', () => {
    fc.assert(fc.property(anyFen, fen => parseYuan(formatYuan(fen)) === (fen === 0 ? 0 : fen)))
    fc.assert(
      fc.property(anyFen, value => parseScaled(formatScaled(value, 10_000), 10_000) === (value === 0 ? 0 : value)),
    )
  })
})

describe('人民币大写', () => {
  test.each([
    [0, '零元整'],
    [5, '伍分'],
    [50, '伍角整'],
    [55, '伍角伍分'],
    [100, '壹元整'],
    [101, '壹元零壹分'],
    [128640, '壹仟贰佰捌拾陆元肆角整'],
    [140_950, '壹仟肆佰零玖元伍角整'],
    [600_714, '陆仟零柒元壹角肆分'],
    [32_504, '叁佰贰拾伍元零肆分'],
    [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
    [168_032, '壹仟陆佰捌拾元叁角贰分'],
    [10_700_053, '壹拾万柒仟元伍角叁分'],
    [10_005_000, '壹拾万零伍拾元整'],
    [1_000, '壹拾元整'],
    [1_000_000_000_00, '壹拾亿元整'],
    [1_000_000_001_00, '壹拾亿零壹元整'],
    [1_000_100_000_00, '壹拾亿零壹拾万元整'],
    [1_000_000_000_000_00, '壹万亿元整'],
    [-100, '负壹元整'],
  ])('%i', (fen, words) => expect(chineseAmount(fen)).toBe(words))

  test('two amounts never share their words, and no zero is doubled or left at an end', () => {
    const words = new Set<string>()
    for (let fen = 0; fen < 50_000; fen++) words.add(chineseAmount(fen * 37))
    expect(words.size).toBe(50_000)
    fc.assert(fc.property(anyFen, fen => !/零零|零万|零亿|零角|零分|[零](?=整)/.test(chineseAmount(fen)) || fen === 0))
  })
})

describe('a split by largest remainder', () => {
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 40 })
    .filter(list => list.some(weight => weight > 0n))

  test('adds up to the whole, and no part is a fen away from its exact share', () => {
    fc.assert(
      fc.property(anyFen, weights, (total, list) => {
        const parts = splitByWeights(total, list)
        const whole = list.reduce((sum, weight) => sum + weight, 0n)
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total))
        parts.forEach((part, i) => {
          const distance = BigInt(part) * whole - BigInt(total) * (list[i] ?? 0n)
          expect(distance > -whole && distance < whole).toBe(true)
        })
      }),
    )
  })

  test('of a negative total is the negative of the positive one', () => {
    fc.assert(
      fc.property(fc.nat(), weights, (total, list) => {
        expect(splitByWeights(-total, list)).toEqual(splitByWeights(total, list).map(part => (part === 0 ? 0 : -part)))
      }),
    )
  })

  test('gives the odd fen to the larger remainder, on equal ones to the earlier part', () => {
    expect(splitByWeights(100, [1n, 1n, 1n])).toEqual([34, 33, 33])
    expect(splitByWeights(5, [1n, 1n, 1n])).toEqual([2, 2, 1])
    expect(splitByWeights(10, [1n, 2n])).toEqual([3, 7])
  })

  test('gives weight 0 nothing, and refuses a total weight of 0 and a negative weight', () => {
    expect(splitByWeights(101, [0n, 1n, 1n])).toEqual([0, 51, 50])
    expect(() => splitByWeights(1, [0n, 0n])).toThrow(RangeError)
    expect(() => splitByWeights(1, [])).toThrow(RangeError)
    expect(() => splitByWeights(1, [2n, -1n])).toThrow(RangeError)
  })
})

test('a sum beyond the safe integers is refused, not rounded', () => {
  expect(sumFen([1, -2, 3])).toBe(2)
  expect(sumFen([])).toBe(0)
  expect(() => sumFen([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError)
  expect(() => toFen(2n ** 53n)).toThrow(RangeError)
})
