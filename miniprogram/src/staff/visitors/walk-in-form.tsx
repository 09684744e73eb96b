import { gateApi, type Looked } from '@linli/shared/visitors/gate-api'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Field } from '../../kit/field'
import { role } from '../../kit/h5'
import { Trouble } from '../../kit/trouble'
import { platform } from '../../platform/platform'
import { toProblem } from '../../problems'
import { useKeyFor } from '../../key-for'
import { useAct } from '../../use-act'
import { GuestPhoto, useGuestPhoto } from './guest-photo'
import { gateWords as words } from './words'

type WalkInProps = {
  at: { communityId: string; gateId: string }
  officePhone: string
  onAsked: (looked: Looked) => void
  onClose: () => void
}

/** Who has no pass: where to, who, why. No paper is kept. */
export function WalkInForm({ at, officePhone, onAsked, onClose }: WalkInProps) {
  const act = useAct()
  const photo = useGuestPhoto(at.communityId)
  const keyFor = useKeyFor()
  const [isOffline, setIsOffline] = useState(false)
  const [said, setSaid] = useState({ roomCode: '', name: '', about: '', plate: '', phoneTail: '' })
  const set = (part: Partial<typeof said>) => setSaid(before => ({ ...before, ...part }))
  const { plate, phoneTail, ...rest } = said
  const ask = async () => {
    const input = {
      ...at,
      ...rest,
      ...(plate && { plate }),
      ...(phoneTail && { phoneTail }),
      ...(photo.photoId && { photoId: photo.photoId }),
    }
    setIsOffline(false)
    const looked = await call(gateApi.walkIn, input, { idempotencyKey: keyFor(input) }).catch((thrown: unknown) => {
      if (toProblem(thrown).kind !== 'offline') throw thrown
      setIsOffline(true)
    })
    if (looked) onAsked(looked)
  }
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-head">{words.walkIn}</View>
        <Field
          label={words.room}
          hint={words.roomHint}
          value={said.roomCode}
          maxLength={20}
          onChange={roomCode => set({ roomCode })}
        />
        <Field label={words.name} value={said.name} maxLength={20} onChange={name => set({ name })} />
        <Field label={words.about} value={said.about} maxLength={60} onChange={about => set({ about })} />
        <Field label={words.plate} value={plate} maxLength={10} onChange={next => set({ plate: next })} />
        <Field
          label={words.phoneTail}
          type="number"
          value={phoneTail}
          maxLength={4}
          onChange={tail => set({ phoneTail: tail })}
        />
        <GuestPhoto {...photo} />
        <Trouble problem={act.problem} />
        {isOffline ? (
          <>
            <View {...role('alert')}>{words.offlineAsk}</View>
            <Button kind="plain" wide onTap={() => platform.callPhone(officePhone)}>
              {words.callOffice}
            </Button>
          </>
        ) : null}
        <Button
          wide
          disabled={photo.isSending || !rest.roomCode.trim() || !rest.name.trim() || !rest.about.trim()}
          busy={(photo.isSending && words.photoComing) || (act.busy && words.asking)}
          onTap={() => act.run('ask', ask)}
        >
          {words.ask}
        </Button>
        <Button kind="text" wide onTap={onClose}>
          {words.again}
        </Button>
      </View>
    </Card>
  )
}
