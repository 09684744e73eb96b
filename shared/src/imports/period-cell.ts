import type { Period } from '../billing/fee-schema'
import { type CellReading, formulaProblem, plainText } from './cell-text'
import { readDate } from './date-cell'

/** An end that may be open: 长期 and its like mean that there is none. */
export function readOpenDate(raw: string): CellReading<string> {
  const reading = readDate(raw)
  return 'error' in reading && reading.error === 'date_long_term' ? {} : reading
}

/**
 * A stretch of time in one cell, its first and last day: `2024-01-01~2024-03-31`, `2024年1月-3月`, `2024.01-2024.12`,
 * `2024年`, `2024年第1季度`, `2024年上半年`, `202401`. A single day is that day.
 */
export function readPeriod(raw: string): CellReading<Period> {
  const problem = formulaProblem(raw)
  if (problem) return { error: problem }
  const text = plainText(raw)
    .replace(/\s+/g, '')
    .replace(/^(?:自|从)/, '')
    .replace(/年度/g, '年')
    .replace(/止$/, '')
  if (/^(?:-|\/|无)?$/.test(text)) return {}
  const quarter = /^(\d{4})年?(?:第?([1-4一二三四])季度?|Q([1-4]))$/i.exec(text)
  if (quarter) {
    const n = quarter[3]
      ? Number(quarter[3])
      : '1234'.indexOf(quarter[2] ?? '') + 1 || '一二三四'.indexOf(quarter[2] ?? '') + 1
    return months(Number(quarter[1]), n * 3 - 2, Number(quarter[1]), n * 3)
  }
  const half = /^(\d{4})年?([上下])半年$/.exec(text)
  if (half) return months(Number(half[1]), half[2] === '上' ? 1 : 7, Number(half[1]), half[2] === '上' ? 6 : 12)
  const sides = split(text)
  if (!sides) return { error: 'period_unclear' }
  const [first, last] = sides
  const from = first && edge(first, 'first')
  const to = last && edge(last, 'last')
  if (!from || !to) return { error: 'period_unclear' }
  return from > to ? { error: 'period_reversed' } : { value: { from, to } }
}

/** The two sides of a stretch; the second may leave out the year that the first has. */
function split(text: string): [string, string] | undefined {
  const parts = text.split(/[~〜～至到]|--|—+|(?<=[日月年\d])[-–](?=\d{4}(?!\d))/)
  if (parts.length === 2 && parts[0] && parts[1]) return [parts[0], withYear(parts[0], parts[1])]
  if (parts.length > 2) return undefined
  const short =
    /^(\d{4})[年./-](\d{1,2})月?[-–](\d{1,2})月$/.exec(text) ?? /^(\d{4})年(\d{1,2})月?[-–](\d{1,2})月?$/.exec(text)
  if (short) return [`${short[1]}-${short[2]}`, `${short[1]}-${short[3]}`]
  const dates = /^(.{6,11}?[日\d])[-–](\d{4}[年./-].+)$/.exec(text)
  return dates?.[1] && dates[2] ? [dates[1], dates[2]] : [text, text]
}

function withYear(first: string, last: string): string {
  const year = /^\d{4}/.exec(first)?.[0]
  return /^\d{4}/.test(last) || !year ? last : `${year}年${last}`
}

/** The first or last day of a day, a month or a year. */
function edge(text: string, side: 'first' | 'last'): string | undefined {
  const month = /^(\d{4})[年./-]?(0?[1-9]|1[0-2])月?份?$/.exec(text)
  const year = /^(\d{4})年?$/.exec(text)
  const whole = month
    ? months(Number(month[1]), Number(month[2]), Number(month[1]), Number(month[2]))
    : year
      ? months(Number(year[1]), 1, Number(year[1]), 12)
      : undefined
  if (whole && 'value' in whole && whole.value) return side === 'first' ? whole.value.from : whole.value.to
  const day = readDate(text)
  return 'error' in day ? undefined : day.value
}

function months(fromYear: number, fromMonth: number, toYear: number, toMonth: number): CellReading<Period> {
  const two = (part: number) => String(part).padStart(2, '0')
  const from = `${fromYear}-${two(fromMonth)}-01`
  const to = new Date(Date.UTC(toYear, toMonth, 0)).toISOString().slice(0, 10)
  return fromYear >= 1949 && toYear <= 2099 ? { value: { from, to } } : { error: 'period_unclear' }
}
