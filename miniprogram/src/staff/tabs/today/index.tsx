import Taro, { useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import { TodayScreen } from '../../repairs/today-screen'
import { may, SignedIn, type Working } from '../../signed-in'

export default function TodayTab() {
  return <SignedIn>{staff => <Today staff={staff} />}</SignedIn>
}

/** Who takes no orders has no day here: only what is theirs. */
function Today({ staff }: { staff: Working }) {
  const hasDay = may(staff, 'repairs:work')
  useDidShow(() => leave(hasDay))
  // Signed in on this very page: it was shown before.
  useEffect(() => leave(hasDay), [hasDay])
  return hasDay ? <TodayScreen staff={staff} /> : null
}

function leave(hasDay: boolean): void {
  if (!hasDay) void Taro.switchTab({ url: '/tabs/me/index' })
}
