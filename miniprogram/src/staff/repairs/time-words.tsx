import type { Repair } from '@linli/shared/repairs/schema'
import { spanWords, timeLeft } from '@linli/shared/repairs/time-left'
import { View } from '@tarojs/components'
import { staffWords as words } from '../words'
import { untilOf } from './day-order'

type OfOrder = { order: Repair }

/** 「还剩 1 小时 20 分」, by how much it is late, or since when it stands still. */
export function TimeWords({ order }: OfOrder) {
  if (order.state === 'paused' && order.pausedAt) {
    const minutes = Math.floor((Date.now() - Date.parse(order.pausedAt)) / 60_000)
    return <View className="ll-title">{words.stopped(spanWords(Math.max(0, minutes)))}</View>
  }
  const until = untilOf(order)
  if (!until) return <View />
  const { isLate, text } = timeLeft(until, new Date().toISOString())
  return <View className={isLate ? 'sta-late' : 'll-title'}>{text}</View>
}

/** The same as a bar that gets shorter; full and red when it is late. */
export function TimeBar({ order }: OfOrder) {
  const until = untilOf(order)
  if (!until) return null
  const whole = Date.parse(until) - Date.parse(order.reportedAt)
  const left = Date.parse(until) - Date.now()
  const part = left < 0 ? 1 : Math.min(1, left / Math.max(1, whole))
  return (
    <View className="sta-bar" ariaHidden>
      <View
        className={left < 0 ? 'sta-bar__left sta-bar__left--late' : 'sta-bar__left'}
        style={{ width: `${Math.round(part * 100)}%` }}
      />
    </View>
  )
}
