import Taro, { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Choice } from '../../../kit/choice'
import { TodayScreen } from '../../repairs/today-screen'
import { may, SignedIn, type Working } from '../../signed-in'
import { GateScreen } from '../../visitors/gate-screen'
import { gateWords } from '../../visitors/words'

export default function TodayTab() {
  return (
    <SignedIn>{staff => (may(staff, 'visitors:guard') ? <Guard staff={staff} /> : <Today staff={staff} />)}</SignedIn>
  )
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

/** A guard stands at a gate first; orders are a tap away. */
function Guard({ staff }: { staff: Working }) {
  const [show, setShow] = useState<'gate' | 'orders'>('gate')
  useEffect(() => {
    void Promise.resolve(Taro.setTabBarItem({ index: 0, text: gateWords.tab })).catch(() => undefined)
  }, [])
  const name = show === 'gate' ? gateWords.tab : gateWords.orders
  const called = () => void Promise.resolve(Taro.setNavigationBarTitle({ title: name })).catch(() => undefined)
  useEffect(called, [name])
  useDidShow(called)
  const choice = (
    <Choice
      options={[
        { value: 'gate', name: gateWords.tab },
        { value: 'orders', name: gateWords.orders },
      ]}
      value={show}
      onChange={setShow}
    />
  )
  return show === 'gate' ? (
    <GateScreen staff={staff}>{choice}</GateScreen>
  ) : (
    <TodayScreen staff={staff} above={choice} />
  )
}
