import type { Repair } from '@linli/shared/repairs/schema'
import { View } from '@tarojs/components'
import { staffWords as words } from '../words'
import { durationWords, timeLeft } from './time-left'

/** 「还剩 1 小时 20 分」, or by how much it is late. */
export function TimeWords({ order }: { order: Repair }) {
  const { minutes } = timeLeft(order, Date.now())
  const said = minutes < 0 ? words.late(durationWords(minutes)) : words.left(durationWords(minutes))
  return <View className={minutes < 0 ? 'sta-late' : 'll-title'}>{said}</View>
}

/** The same as a bar that gets shorter. */
export function TimeBar({ order }: { order: Repair }) {
  const { minutes, part } = timeLeft(order, Date.now())
  return (
    <View className="sta-bar" ariaHidden>
      <View
        className={minutes < 0 ? 'sta-bar__left sta-bar__left--late' : 'sta-bar__left'}
        style={{ width: `${Math.round((minutes < 0 ? 1 : part) * 100)}%` }}
      />
    </View>
  )
}
