import { type CellReading, formulaProblem, plainText } from './cell-text'
import { formatYuan, parseScaled, priceScale } from '../money'

const LARGEST_FEN = 100_000_000_000n

/**
 * An amount in yuan as fen: signs, ¥, 元 and thousands' commas are tolerated, `(100)` is minus 100. Finer than a fen is
 * rounded half away from zero with a warning. Blank, `-` and 无 are no amount.
 */
export function readFen(raw: string): CellReading<number> {
  const problem = formulaProblem(raw)
  if (problem) return { error: problem }
  const text = bareNumber(raw)
  if (text === '' || text === '-') return {}
  const found = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text)
  if (!found) return { error: 'amount_not_number' }
  const [, sign = '', whole = '', decimals = ''] = found
  const fen = BigInt(whole + decimals.slice(0, 2).padEnd(2, '0')) + ((decimals[2] ?? '0') >= '5' ? 1n : 0n)
  if (fen > LARGEST_FEN) return { error: 'amount_too_large' }
  const value = sign === '' || fen === 0n ? Number(fen) : -Number(fen)
  return /[1-9]/.test(decimals.slice(2)) ? { value, warning: 'amount_rounded', used: formatYuan(value) } : { value }
}

/** An amount that is not below zero. */
export function readOwedFen(raw: string): CellReading<number> {
  const reading = readFen(raw)
  return 'value' in reading && (reading.value ?? 0) < 0 ? { error: 'amount_negative' } : reading
}

/** A price in 1/10,000 yuan. */
export function readPrice(raw: string): CellReading<number> {
  const problem = formulaProblem(raw)
  if (problem) return { error: problem }
  const text = bareNumber(raw.replace(/[/／每].*$/, ''))
  if (text === '' || text === '-') return {}
  const value = parseScaled(text, priceScale)
  if (value === undefined) return { error: 'price_not_number' }
  return value < 0 ? { error: 'price_negative' } : { value }
}

/** A meter's reading in 1/1,000, or its multiplier in 1/10,000. */
export const readScaled =
  (scale: 1_000 | 10_000) =>
  (raw: string): CellReading<number> => {
    const problem = formulaProblem(raw)
    if (problem) return { error: problem }
    const text = bareNumber(raw)
    if (text === '' || text === '-') return {}
    const value = parseScaled(text, scale)
    return value === undefined || value < 0 ? { error: 'reading_not_number' } : { value }
  }

export function readWhole(raw: string): CellReading<number> {
  const text = bareNumber(raw)
  if (text === '') return {}
  return /^\d{1,6}(?:\.0+)?$/.test(text) ? { value: Number(text) } : { error: 'number_not_whole' }
}

function bareNumber(raw: string): string {
  const text = plainText(raw)
    .replace(/\s/g, '')
    .replace(/^(?:¥|￥|RMB)/i, '')
    .replace(/(?:元|吨|度|方|立方米|m3|kwh)$/i, '')
    .replace(/^[−–]/, '-')
    .replace(/^[+]/, '')
    .replace(/^\((.+)\)$/, '-$1')
    .replace(/^(-?)(?:¥|￥)/, '$1')
    .replace(/^(-?\d{1,3}(?:,\d{3})+)(?=\.|$)/, digits => digits.replaceAll(',', ''))
  return /^(?:\/|无)$/.test(text) ? '' : text
}
