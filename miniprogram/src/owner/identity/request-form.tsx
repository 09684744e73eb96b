import type { OccupancyRole } from '@linli/shared/communities/schema'
import { identityApi } from '@linli/shared/identity/api'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { call, newKey } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Choice } from '../../kit/choice'
import { Field } from '../../kit/field'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { refreshMe } from '../session'
import { roleOptions } from './role-names'
import { RoomPicker } from './room-picker'
import { identityWords } from './words'

/** Which room, from the server's own list, and who asks. */
export function RequestForm({ communityId, building }: { communityId: string; building?: string | undefined }) {
  const [roomId, setRoomId] = useState<string>()
  return (
    <>
      <RoomPicker building={building} communityId={communityId} roomId={roomId} onChange={setRoomId} />
      <Who communityId={communityId} roomId={roomId} />
    </>
  )
}

function Who({ communityId, roomId }: { communityId: string; roomId: string | undefined }) {
  const words = useWords(identityWords)
  const act = useAct()
  const key = useRef(newKey())
  const [role, setRole] = useState<OccupancyRole>('owner')
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const send = async () => {
    if (!roomId) return
    const input = { communityId, roomId, role, name, note: note.trim() || undefined }
    await call(identityApi.requestBinding, input, { idempotencyKey: key.current })
    key.current = newKey()
    await refreshMe()
    toast(words.sent)
    await Taro.switchTab({ url: '/tabs/home/index' })
  }
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-field__label">{words.role}</View>
        <Choice options={roleOptions} value={role} onChange={setRole} />
        <Field label={words.yourName} value={name} onChange={setName} maxLength={60} />
        <Field label={words.note} hint={words.noteHint} value={note} onChange={setNote} maxLength={200} />
        <Trouble problem={act.problem} />
        <Button
          wide
          disabled={!roomId || name.trim() === ''}
          busy={act.busy && words.sending}
          onTap={() => act.run('send', send)}
        >
          {words.send}
        </Button>
      </View>
    </Card>
  )
}
