import { gateApi } from '@linli/shared/visitors/gate-api'
import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { call, newKey } from '../../api'
import { Button } from '../../kit/button'
import { Sheet } from '../../kit/sheet'
import { Trouble } from '../../kit/trouble'
import { useAct } from '../../use-act'
import { gateWords as words } from './words'

const kinds = ['ambulance', 'fire', 'police', 'repair'] as const

/** Emergency vehicles pass at once: one tap opens and records. */
export function EmergencySheet({ at, onClose }: { at: { communityId: string; gateId: string }; onClose: () => void }) {
  const act = useAct()
  const sendId = useRef(newKey())
  const [done, setDone] = useState<string>()
  const pass = (what: (typeof kinds)[number]) => async () => {
    const { barrier } = await call(gateApi.emergency, { ...at, what, sendId: sendId.current })
    setDone(words.doneBar[barrier])
  }
  return (
    <Sheet open title={words.emergency} onClose={onClose}>
      <View className="ll-sub">{words.emergencyLine}</View>
      <Trouble problem={act.problem} />
      {done ? <View className="ll-title">{`${words.done}，${done}`}</View> : null}
      {done
        ? null
        : kinds.map(what => (
            <Button key={what} wide busy={act.busy === what && words.admitting} onTap={() => act.run(what, pass(what))}>
              {words.what[what]}
            </Button>
          ))}
    </Sheet>
  )
}
