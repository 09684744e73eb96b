import * as z from 'zod'

/** Money: a safe integer number of fen, negative for a reversal. */
export const Fen = z.number().int()
export type Fen = z.infer<typeof Fen>

/** Money that somebody pays: at least one fen. */
export const PositiveFen = z.number().int().positive()
export type PositiveFen = z.infer<typeof PositiveFen>

/** Money as somebody types it in, below 10,000,000,000 yuan: a telephone number is none, and the journal's sums stay exact. */
export const TypedFen = PositiveFen.max(999_999_999_999, '金额太大，请检查')

/** A price in 1/10,000 yuan; 2.30 元 is 23,000. */
export const Price = z.number().int().min(0).max(100_000_000_000)
export type Price = z.infer<typeof Price>

/** Parts per whole: yuan in fen 100, area in 1/100 m² 100, reading 1,000, price 10,000. */
export type Scale = 100 | 1_000 | 10_000
export const yuanScale = 100
export const areaScale = 100
export const priceScale = 10_000

const fullWidth = '０１２３４５６７８９．，－'
const halfWidth = '0123456789.,-'
const decimal = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/

/**
 * A decimal as an exact integer number of 1/scale: parseScaled('89.55', 100) → 8955. Full-width digits and commas
 * between thousands are tolerated; undefined for anything else, for a value finer than the scale, or beyond 2^53.
 */
export function parseScaled(text: string, scale: Scale): number | undefined {
  const plain = [...text.trim()].map(char => halfWidth[fullWidth.indexOf(char)] ?? char).join('')
  const match = decimal.exec(plain)
  if (!match) return undefined
  const [, sign, whole = '', fraction = ''] = match
  const digits = String(scale).length - 1
  if (/[1-9]/.test(fraction.slice(digits))) return undefined
  const value = Number(whole.replace(/,/g, '') + fraction.slice(0, digits).padEnd(digits, '0'))
  if (!Number.isSafeInteger(value)) return undefined
  return sign && value !== 0 ? -value : value
}

/** formatScaled(23_000, 10_000) → '2.30'; at least `least` decimals, further ones only where they are not zero. */
export function formatScaled(value: number, scale: Scale, least = 2): string {
  const digits = String(scale).length - 1
  const text = String(Math.abs(value)).padStart(digits + 1, '0')
  const fraction = text.slice(-digits)
  const kept = fraction.replace(/0+$/, '').padEnd(Math.min(least, digits), '0')
  return (value < 0 ? '-' : '') + text.slice(0, -digits) + (kept ? `.${kept}` : '')
}

/** 128640 → '1,286.40', without the sign of the currency. */
export function formatYuan(fen: Fen): string {
  const [whole = '', fraction] = formatScaled(fen, yuanScale).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`
}

/** '1,286.40' → 128640; undefined for anything that is not an amount of whole fen. */
export const parseYuan = (text: string): Fen | undefined => parseScaled(text, yuanScale)

/** The sum. @throws RangeError beyond the safe integers. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let total = 0
  for (const amount of amounts) total = safe(total + amount)
  return total
}

/** A BigInt amount as Fen. @throws RangeError beyond the safe integers. */
export const toFen = (amount: bigint): Fen => safe(Number(amount))

/**
 * Splits by largest remainder: the parts add up to the total, a weight of 0 gets 0, equal remainders go to the earlier
 * part first, and the split of a negative total is the negative of the positive one.
 * @throws RangeError for a negative weight, or when no weight is above 0.
 */
export function splitByWeights(totalFen: Fen, weights: readonly bigint[]): Fen[] {
  const zero = BigInt(0)
  const whole = weights.reduce((sum, weight) => sum + weight, zero)
  if (weights.some(weight => weight < zero)) throw new RangeError('a weight is negative')
  if (whole === zero) throw new RangeError('no weight is above 0')
  const total = BigInt(Math.abs(totalFen))
  const parts = weights.map(weight => (total * weight) / whole)
  let left = total - parts.reduce((sum, part) => sum + part, zero)
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of byRemainder) {
    if (left === zero) break
    parts[index] = (parts[index] ?? zero) + BigInt(1)
    left -= BigInt(1)
  }
  return parts.map(part => toFen(totalFen < 0 ? -part : part))
}

const numerals = '零壹贰叁肆伍陆柒捌玖'
const places = ['', '拾', '佰', '仟']

/**
 * 人民币大写 (支付结算办法 附件一): 整 after 元 and 角, none after 分; one 零 for zeros in a row; 零 after 元 when 角 is 0
 * and 分 is not. 128640 → 壹仟贰佰捌拾陆元肆角整.
 */
export function chineseAmount(fen: Fen): string {
  const amount = Math.abs(fen)
  const yuan = Math.floor(amount / 100)
  const jiao = Math.floor(amount / 10) % 10
  const cent = amount % 10
  const head = (fen < 0 ? '负' : '') + (yuan > 0 || amount === 0 ? `${chineseInteger(yuan)}元` : '')
  if (jiao === 0 && cent === 0) return `${head}整`
  if (cent === 0) return `${head}${numerals[jiao]}角整`
  const tenth = jiao > 0 ? `${numerals[jiao]}角` : yuan > 0 ? '零' : ''
  return `${head}${tenth}${numerals[cent]}分`
}

function chineseInteger(value: number): string {
  if (value === 0) return '零'
  for (const [size, name] of [
    [100_000_000, '亿'],
    [10_000, '万'],
  ] as const) {
    if (value < size) continue
    const low = value % size
    const gap = low > 0 && low < size / 10 ? '零' : ''
    return chineseInteger(Math.floor(value / size)) + name + (low > 0 ? gap + chineseInteger(low) : '')
  }
  const digits = String(value)
  const words = [...digits].map((digit, i) =>
    digit === '0' ? '零' : `${numerals[Number(digit)]}${places[digits.length - 1 - i]}`,
  )
  return words.join('').replace(/零+/g, '零').replace(/零$/, '')
}

function safe(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError('an amount is beyond the safe integers')
  return value === 0 ? 0 : value
}
