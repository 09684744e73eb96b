import { addMinutes, type Instant } from '../time'
import type { RepairDetail } from './views'
import { columnOf } from './rules'
import { confirmAfterHours } from './timers'

type Timed = Pick<RepairDetail, 'state' | 'respondBy' | 'finishBy' | 'doneAt'>

/** Which time runs for an order now: until somebody is on it, until it is done, until it confirms itself. A pause has none. */
export function runningTime({ state, respondBy, finishBy, doneAt }: Timed): Instant | undefined {
  const column = columnOf(state)
  if (column === 'waiting') return respondBy < finishBy ? respondBy : finishBy
  if (column === 'working') return finishBy
  return column === 'done' && doneAt ? addMinutes(doneAt, confirmAfterHours * 60) : undefined
}

/** 「还剩 1 小时 20 分」 「超时 2 天 3 小时」: in whole minutes, at most two units. */
export function timeLeft(until: Instant, now: Instant): { isLate: boolean; text: string } {
  const minutes = Math.floor((Date.parse(until) - Date.parse(now)) / 60_000)
  const isLate = minutes < 0
  return { isLate, text: `${isLate ? '超时' : '还剩'} ${spanWords(Math.max(Math.abs(minutes), isLate ? 1 : 0))}` }
}

/** 80 → 「1 小时 20 分」 */
export function spanWords(minutes: number): string {
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60), minutes % 60]
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`
  if (hours > 0) return rest > 0 ? `${hours} 小时 ${rest} 分` : `${hours} 小时`
  return `${rest} 分`
}
