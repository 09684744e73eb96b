import { type CellReading, formulaProblem, plainText } from './cell-text'

const DAY_MS = 86_400_000
/** Excel's day 0 for dates after February 1900, in its 1900 system. */
const EXCEL_DAY_0 = Date.UTC(1899, 11, 30)
const [FIRST_YEAR, LAST_YEAR] = [1949, 2099]

/**
 * A calendar date as `YYYY-MM-DD`, from text in year-month-day order or from an Excel serial number; a time of day is
 * dropped. Blank is no date. 长期, half dates and month-day-year orders are refused: a guess could bill a wrong period.
 */
export function readDate(raw: string): CellReading<string> {
  const problem = formulaProblem(raw)
  if (problem) return { error: problem }
  const text = plainText(raw).replace(/\s+/g, ' ')
  if (/^(?:-|\/|无)?$/.test(text)) return {}
  if (/长期|永久|至今|无固定/.test(text)) return { error: 'date_long_term' }
  const day = text.replace(/[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/, '')
  const parts =
    /^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?[日号]?$/.exec(day) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(day)
  if (parts) return calendarDate(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  if (/^\d{5}(?:\.\d+)?$/.test(day)) return fromSerial(Math.floor(Number(day)))
  if (/^\d{4}(?:年|[-/.年]\d{1,2}月?)?$/.test(day)) return { error: 'date_incomplete' }
  return { error: /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/.test(day) ? 'date_order_unclear' : 'date_not_a_day' }
}

/** Whether the calendar has this day, 29 February included. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  const at = new Date(Date.UTC(year, month - 1, day))
  return year >= 1000 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
}

function calendarDate(year: number, month: number, day: number): CellReading<string> {
  const isUsable = isCalendarDay(year, month, day) && year >= FIRST_YEAR && year <= LAST_YEAR
  const two = (part: number) => String(part).padStart(2, '0')
  return isUsable ? { value: `${year}-${two(month)}-${two(day)}` } : { error: 'date_not_a_day' }
}

function fromSerial(serial: number): CellReading<string> {
  const at = new Date(EXCEL_DAY_0 + serial * DAY_MS)
  return calendarDate(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate())
}
