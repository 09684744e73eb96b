import { useState } from 'react'
import { View } from '@tarojs/components'
import { Button } from '../../kit/button'
import { role } from '../../kit/h5'
import { useAct } from '../../use-act'
import { staffWords as words } from '../words'
import { findPosition, usePosition } from './use-here'

/** Asks where the phone is, by a tap alone; who says no still has the list by time. */
export function SortByDistance() {
  const act = useAct()
  const [isUnknown, setUnknown] = useState(false)
  if (usePosition()) return null
  return (
    <View>
      <Button
        kind="plain"
        wide
        busy={act.busy && words.locating}
        onTap={() => act.run('locate', async () => setUnknown(!(await findPosition())))}
      >
        {words.distanceOn}
      </Button>
      {isUnknown ? (
        <View className="ll-sub" {...role('status')}>
          {words.distanceOff}
        </View>
      ) : null}
    </View>
  )
}
