import { gateApi } from '@linli/shared/visitors/gate-api'
import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { call, newKey } from '../../api'
import { Button } from '../../kit/button'
import { Sheet } from '../../kit/sheet'
import { Trouble } from '../../kit/trouble'
import { toProblem } from '../../problems'
import { useAct } from '../../use-act'
import { done } from '../outbox/sending'
import { gateWords as words } from './words'

const kinds = ['ambulance', 'fire', 'police', 'repair'] as const

type EmergencyProps = { at: { communityId: string; gateId: string }; leaseId: string; onClose: () => void }

/** Emergency vehicles pass at once: one tap opens and records, later where there is no network. */
export function EmergencySheet({ at, leaseId, onClose }: EmergencyProps) {
  const act = useAct()
  const sendId = useRef(newKey())
  const [said, setDone] = useState<string>()
  const pass = (what: (typeof kinds)[number]) => async () => {
    const { communityId, gateId } = at
    try {
      const { barrier } = await call(gateApi.emergency, { ...at, what, sendId: sendId.current })
      setDone(words.doneBar[barrier])
    } catch (thrown) {
      if (toProblem(thrown).kind !== 'offline') throw thrown
      const input = { sendId: sendId.current, gateId, leaseId, token: '', outcome: 'in', emergency: what }
      await done({ communityId, name: 'atGate', about: `${words.emergency} ${words.what[what]}`, input })
      setDone(words.doneOffline)
    }
  }
  return (
    <Sheet open title={words.emergency} onClose={onClose}>
      <View className="ll-sub">{words.emergencyLine}</View>
      <Trouble problem={act.problem} />
      {said ? <View className="ll-title">{`${words.done}，${said}`}</View> : null}
      {said
        ? null
        : kinds.map(what => (
            <Button key={what} wide busy={act.busy === what && words.admitting} onTap={() => act.run(what, pass(what))}>
              {words.what[what]}
            </Button>
          ))}
    </Sheet>
  )
}
