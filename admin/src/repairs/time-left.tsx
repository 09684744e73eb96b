import { columnOf } from '@linli/shared/repairs/rules'
import { runningTime, spanWords, timeLeft } from '@linli/shared/repairs/time-left'
import type { OfficeRepair } from '@linli/shared/repairs/views'
import { beijingDate, formatDate, formatTime } from '@linli/shared/time'
import { Tag } from '../kit/tag'
import { repairWords as words } from './words'

const soonMin = 30
const minutesOf = (from: string, to: string) => Math.floor((Date.parse(to) - Date.parse(from)) / 60_000)

/** 「还剩 1 小时 20 分」, 「超时 25 分」: the time that runs for an order, or since when none does. */
export function TimeLeft({ repair, now }: { repair: OfficeRepair; now: string }) {
  const { state, pausedAt, paused, endedAt, confirmedAt } = repair
  const column = columnOf(state)
  if (column === 'over') {
    const at = endedAt ?? confirmedAt
    return <span className="hint small">{at && `${formatDate(beijingDate(at))} ${formatTime(at)}`}</span>
  }
  if (column === 'paused')
    return (
      <span className="small">
        {words.still(Math.max(minutesOf(pausedAt ?? now, now), 0))}
        {paused?.until && `，${words.until(formatDate(paused.until))}`}
      </span>
    )
  const until = runningTime(repair)
  if (until === undefined) return null
  const { isLate, text } = timeLeft(until, now)
  if (column === 'done')
    return <span className="hint small">{words.confirmsIn(spanWords(Math.max(minutesOf(now, until), 0)))}</span>
  if (!isLate && minutesOf(now, until) >= soonMin) return <span>{text}</span>
  return (
    <span>
      <Tag tone={isLate ? 'danger' : 'due'}>{text}</Tag>
    </span>
  )
}
