const beijingMs = 8 * 3_600_000
const two = (n: number): string => String(n).padStart(2, '0')
/** The Beijing calendar of an instant (UTC + 8 h, always), whatever the phone's own zone. */
const beijing = (instant: string): Date => new Date(Date.parse(instant) + beijingMs)

/** 2026-02-03T01:20:00Z → 9:20 */
export const clockOf = (instant: string): string => {
  const at = beijing(instant)
  return `${at.getUTCHours()}:${two(at.getUTCMinutes())}`
}
/** 2026-02-03T01:20:00Z → 2026年2月3日 9:20 */
export const momentOf = (instant: string): string => {
  const at = beijing(instant)
  return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${clockOf(instant)}`
}
/** 2026-02-28 → 2月28日 */
export const dayOf = (date: string): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`
/** 2026-02-28 → 2026年2月28日 */
export const dateOf = (date: string): string => `${date.slice(0, 4)}年${dayOf(date)}`
/** A whole month reads 2026年2月, whole months 2026年1月至3月, anything else its two days. */
export function periodOf({ from, to }: { from: string; to: string }): string {
  const lastDay = new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5, 7)), 0)).getUTCDate()
  const whole = from.endsWith('-01') && Number(to.slice(8)) === lastDay
  const month = (date: string): string => `${Number(date.slice(5, 7))}月`
  if (!whole) return `${dateOf(from)}至${from.slice(0, 4) === to.slice(0, 4) ? dayOf(to) : dateOf(to)}`
  if (from.slice(0, 7) === to.slice(0, 7)) return `${from.slice(0, 4)}年${month(from)}`
  return `${from.slice(0, 4)}年${month(from)}至${from.slice(0, 4) === to.slice(0, 4) ? '' : `${to.slice(0, 4)}年`}${month(to)}`
}
