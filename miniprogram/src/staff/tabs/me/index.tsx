import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import { MeScreen } from '../../me-screen'
import { may, SignedIn, type Working } from '../../signed-in'
import { UnsentList } from '../../unsent-list'

export default function MeTab() {
  return <SignedIn otherwise={<UnsentList />}>{staff => <Me staff={staff} />}</SignedIn>
}

/** Of two tabs one is no choice: whoever takes no orders has none. */
function Me({ staff }: { staff: Working }) {
  const hasDay = may(staff, 'repairs:work')
  useEffect(() => {
    const done = hasDay ? Taro.showTabBar() : Taro.hideTabBar()
    done.catch(() => undefined)
  }, [hasDay])
  return <MeScreen staff={staff} hasDay={hasDay} />
}
