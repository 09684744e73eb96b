/** 「1 小时 20 分」 「35 分钟」 「2 天 3 小时」, never negative. */
export function durationWords(minutes: number): string {
  const all = Math.max(0, Math.floor(Math.abs(minutes)))
  const [days, hours, rest] = [Math.floor(all / 1_440), Math.floor((all % 1_440) / 60), all % 60]
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`
  if (hours > 0) return rest > 0 ? `${hours} 小时 ${rest} 分` : `${hours} 小时`
  return `${rest} 分钟`
}

type Timed = { reportedAt: string; respondBy: string; finishBy: string; state: string; pausedAt?: string | undefined }

const waiting: readonly string[] = ['submitted', 'accepted', 'returned']

/** Minutes until it must be taken or done (below 0: overrun), and which part of the time is left, 0 to 1. A pause stands still. */
export function timeLeft(order: Timed, nowMs: number): { minutes: number; part: number } {
  const due = Date.parse(waiting.includes(order.state) ? order.respondBy : order.finishBy)
  const now = order.state === 'paused' && order.pausedAt ? Date.parse(order.pausedAt) : nowMs
  const whole = due - Date.parse(order.reportedAt)
  const left = due - now
  return { minutes: left / 60_000, part: whole > 0 ? Math.min(1, Math.max(0, left / whole)) : 0 }
}
