import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc.js'
import * as z from 'zod'

dayjs.extend(utc)

/** A calendar day in the community's zone, 'YYYY-MM-DD', 1900 to 2199; compares as text. */
export const BusinessDate = z.iso.date('请填写日期').regex(/^(19|20|21)/, '年份不对')
export type BusinessDate = z.infer<typeof BusinessDate>

/** A moment, '2026-02-28T15:59:59.000Z': UTC, always with milliseconds, so that it compares as text. */
export const Instant = z.iso.datetime({ precision: 3, error: '时间不对' })
export type Instant = z.infer<typeof Instant>

/** 'YYYY-MM' */
export const YearMonth = z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/, '月份不对')
export type YearMonth = z.infer<typeof YearMonth>

/** A date or a month: only year and month are read. */
type InMonth = string

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const beijingHours = 8

/** The date in Beijing: UTC + 8 h, always, whatever the host's zone. */
export const beijingDate = (instant: Instant): BusinessDate =>
  new Date(Date.parse(instant) + beijingHours * hourMs).toISOString().slice(0, 10)

/** Beijing clock time of a day as an instant; the day begins at '00:00'. */
export const instantAt = (date: BusinessDate, time: string): Instant =>
  dayjs.utc(`${date}T${time}`).subtract(beijingHours, 'hour').toISOString()

/** A provider's ISO time of any offset as an instant. @throws RangeError when it is no time. */
export const toInstant = (text: string): Instant => dayjs.utc(text).toISOString()

export const addMinutes = (instant: Instant, minutes: number): Instant =>
  dayjs.utc(instant).add(minutes, 'minute').toISOString()

export const addDays = (date: BusinessDate, days: number): BusinessDate =>
  new Date((epochDay(date) + days) * dayMs).toISOString().slice(0, 10)

/** Whole days from one date to the other; negative when `to` comes first. */
export const daysBetween = (from: BusinessDate, to: BusinessDate): number => epochDay(to) - epochDay(from)

/** n months from the anchor, clamped to the month's end: 31 Jan + 1 → 28 Feb, + 2 → 31 Mar. */
export const addMonths = (anchor: BusinessDate, months: number): BusinessDate => {
  const index = monthIndex(anchor) + months
  const month = monthAt(index)
  const day = Math.min(Number(anchor.slice(8)), daysInMonth(month))
  return `${month}-${String(day).padStart(2, '0')}`
}

/** Calendar months from one date's month to the other's, days ignored. */
export const monthsBetween = (from: InMonth, to: InMonth): number => monthIndex(to) - monthIndex(from)

export const monthOf = (date: BusinessDate): YearMonth => date.slice(0, 7)
export const monthStart = (date: InMonth): BusinessDate => `${date.slice(0, 7)}-01`
export const monthEnd = (date: InMonth): BusinessDate => `${date.slice(0, 7)}-${daysInMonth(date)}`

export function daysInMonth(date: InMonth): number {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))]
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export const maxDate = (a: BusinessDate, b: BusinessDate): BusinessDate => (a > b ? a : b)
export const minDate = (a: BusinessDate, b: BusinessDate): BusinessDate => (a < b ? a : b)

/** '2月28日' */
export const formatDate = (date: BusinessDate): string => dayjs.utc(date).format('M月D日')
/** '2026年2月28日' */
export const formatFullDate = (date: BusinessDate): string => dayjs.utc(date).format('YYYY年M月D日')
/** '2026年2月' */
export const formatMonth = (date: InMonth): string => dayjs.utc(monthStart(date)).format('YYYY年M月')
/** '23:59' on the Beijing clock */
export const formatTime = (instant: Instant): string => inBeijing(instant).format('HH:mm')
/** '2026年2月28日 23:59' on the Beijing clock */
export const formatDateTime = (instant: Instant): string => inBeijing(instant).format('YYYY年M月D日 HH:mm')

export type PartOfDay = 'morning' | 'noon' | 'afternoon' | 'evening'
/** The part of the day on the Beijing clock: morning from 5, noon from 11, afternoon from 13, evening from 18 o'clock. */
export function partOfDay(instant: Instant): PartOfDay {
  const hour = inBeijing(instant).hour()
  if (hour >= 5 && hour < 11) return 'morning'
  if (hour >= 11 && hour < 13) return 'noon'
  return hour >= 13 && hour < 18 ? 'afternoon' : 'evening'
}

const inBeijing = (instant: Instant) => dayjs.utc(instant).add(beijingHours, 'hour')

const epochDay = (date: BusinessDate): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / dayMs

const monthIndex = (date: InMonth): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1

const monthAt = (index: number): YearMonth =>
  `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
