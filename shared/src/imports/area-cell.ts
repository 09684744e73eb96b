import { type CellReading, formulaProblem, plainText } from './cell-text'

const LARGEST = 100_000_000n

/**
 * An area in square metres as 1/100 m². More than two decimals are rounded half-up, exactly, with a warning; 0 is an
 * area, a blank cell is none; negative, unreadable and absurd (over 1,000,000 m²) ones are refused.
 */
export function readArea(raw: string): CellReading<number> {
  const problem = formulaProblem(raw)
  if (problem) return { error: problem }
  const text = plainText(raw)
    .replace(/\s/g, '')
    .replace(/(?:m2|平方米|平米|平方|平)$/i, '')
    .replace(/^(-?\d{1,3}(?:,\d{3})+)(?=\.|$)/, digits => digits.replaceAll(',', ''))
  if (text === '') return {}
  const found = /^([-−]?)(\d*)(?:\.(\d*))?$/.exec(text)
  const [, sign = '', whole = '', decimals = ''] = found ?? []
  if (!found || whole + decimals === '') return { error: 'area_not_number' }
  const hundredths = BigInt(whole + decimals.slice(0, 2).padEnd(2, '0'))
  const rounded = (decimals[2] ?? '0') >= '5' ? hundredths + 1n : hundredths
  if (sign !== '' && /[1-9]/.test(whole + decimals)) return { error: 'area_negative' }
  if (rounded > LARGEST) return { error: 'area_too_large' }
  const isFiner = /[1-9]/.test(decimals.slice(2))
  return isFiner
    ? { value: Number(rounded), warning: 'area_rounded', used: areaText(rounded) }
    : { value: Number(rounded) }
}

function areaText(hundredths: bigint): string {
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`
}
