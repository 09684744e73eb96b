import { communitiesApi } from '@linli/shared/communities/api'
import type { OccupancyRole } from '@linli/shared/communities/schema'
import { identityApi } from '@linli/shared/identity/api'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { call, newKey } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Choice } from '../../kit/choice'
import { Field, PickField } from '../../kit/field'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { useLoad } from '../../use-load'
import { refreshMe } from '../session'
import { roleOptions } from './role-names'
import { identityWords } from './words'

const named = (values: readonly string[], suffix: string) =>
  values.map(value => ({ value, name: /^\d+$/.test(value) ? `${value}${suffix}` : value }))

/** Building → unit → room, each from the server's list, and who asks. */
export function RequestForm({ communityId }: { communityId: string }) {
  const words = useWords(identityWords)
  const [building, setBuilding] = useState<string>()
  const [unit, setUnit] = useState<string>()
  const [roomId, setRoomId] = useState<string>()
  const buildings = useLoad(`browse.${communityId}`, () => call(communitiesApi.browse, { communityId }))
  const rooms = useLoad(building && unit ? `browse.${communityId}.${building}.${unit}` : undefined, () =>
    call(communitiesApi.browse, { communityId, building, unit }),
  )
  const all = buildings.data?.buildings ?? []
  const units = all.find(each => each.building === building)?.units ?? []
  const roomOptions = rooms.data?.rooms.map(each => ({ value: each.roomId, name: each.room })) ?? []
  const chooseBuilding = (next: string) => {
    setBuilding(next)
    const only = all.find(each => each.building === next)?.units
    setUnit(only?.length === 1 ? only[0] : undefined)
    setRoomId(undefined)
  }
  const chooseUnit = (next: string) => {
    setUnit(next)
    setRoomId(undefined)
  }
  return (
    <>
      <Card>
        <Trouble problem={buildings.problem ?? rooms.problem} />
        <PickField
          label={words.building}
          options={named(
            all.map(each => each.building),
            '栋',
          )}
          value={building}
          onChange={chooseBuilding}
        />
        <PickField label={words.unit} options={named(units, '单元')} value={unit} onChange={chooseUnit} />
        <PickField label={words.room} options={roomOptions} value={roomId} onChange={setRoomId} />
      </Card>
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
