import { formatYuan } from '@linli/shared/money'
import { beijingDate, daysBetween, formatMonth, formatTime } from '@linli/shared/time'

/** 128640 → ¥1,286.40; a negative amount keeps its sign in front. */
export const yuan = (fen: number): string => (fen < 0 ? `-¥${formatYuan(-fen)}` : `¥${formatYuan(fen)}`)

/** What changed against another amount, always with its sign: +¥120.00. */
export const yuanChange = (fen: number): string => (fen > 0 ? `+${yuan(fen)}` : yuan(fen))

/** Large sums on a chart or card: 6132045 → 6.13 万元. */
export function wan(fen: number): string {
  return fen < 1_000_000 ? `${formatYuan(fen)} 元` : `${(fen / 1_000_000).toFixed(2)} 万元`
}

/** 8950 → 89.50 m²: two decimals and commas, as money has them. */
export const area = (m2x100: number | undefined): string | undefined =>
  m2x100 === undefined ? undefined : `${formatYuan(m2x100)} m²`

/** 9632 → 96.32% */
export const percent = (bp: number): string => `${(bp / 100).toFixed(2)}%`

/** An instant on the Beijing clock, in the order that sorts: 2026-02-28 23:59. */
export const dateTime = (instant: string): string => `${beijingDate(instant)} ${formatTime(instant)}`

export const count = (value: number): string => value.toLocaleString('zh-CN')

export const now = (): string => new Date().toISOString()

/** Today in the community's zone, whatever the zone of this computer. */
export const today = (): string => beijingDate(now())

/** Whole days since an instant, on the community's calendar; what another clock calls tomorrow was today. */
export const daysSince = (instant: string): number => Math.max(0, daysBetween(beijingDate(instant), today()))

/** 2026 → 2026年, 2026-11 → 2026年11月 */
export const periodName = (period: string): string => (period.length === 4 ? `${period}年` : formatMonth(period))
