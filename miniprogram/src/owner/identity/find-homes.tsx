import { occupancyRoleNames } from '@linli/shared/communities/schema'
import type { OutputOf } from '@linli/shared/contract'
import { identityApi } from '@linli/shared/identity/api'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Field } from '../../kit/field'
import { State } from '../../kit/state'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { roomName } from '@linli/shared/communities/room-name'
import { chooseHome, keepMe } from '../session'
import { identityWords } from './words'

type Candidate = OutputOf<typeof identityApi.findHomes>['homes'][number]

type Props = {
  phone: string
  /** Behind a poster the whole name is asked, because six surnames were shown; `isMissed`: after a tap on another's. */
  poster?: { scene: string; isMissed: boolean }
}

/** The surname, and the homes that it and the verified number both match; nothing is shown before. */
export function FindHomes({ phone, poster }: Props) {
  const words = useWords(identityWords)
  const act = useAct()
  const [surname, setSurname] = useState('')
  const [homes, setHomes] = useState<Candidate[]>()
  const find = async () => {
    setHomes(undefined)
    setHomes((await call(identityApi.findHomes, { surname })).homes)
  }
  const none = homes?.length === 0 || act.problem?.code === 'identity.no_match'
  // A poster that was scanned another day has the same effect: the server says so.
  const [whole, setWhole] = useState(poster !== undefined)
  if (!whole && act.problem?.code === 'identity.name_needed') setWhole(true)
  return (
    <>
      <Card>
        <View className="ll-title">
          {poster?.isMissed ? words.missedHead : whole ? words.nameHead : words.surnameHead}
        </View>
        <View className="ll-sub">{poster?.isMissed ? words.missedLine : words.verified(phone)}</View>
        <Field
          label={whole ? words.registeredName : words.surname}
          hint={whole ? words.registeredNameHint : words.surnameHint}
          value={surname}
          onChange={setSurname}
          maxLength={60}
        />
        {none ? null : <Trouble problem={act.problem} />}
        <Button
          wide
          disabled={surname.trim() === ''}
          busy={act.busy && words.finding}
          onTap={() => act.run('find', find)}
        >
          {words.find}
        </Button>
      </Card>
      {none ? <None scene={poster?.scene} /> : poster ? <ByHand scene={poster.scene} /> : null}
      {homes && homes.length > 0 ? <View className="ll-title">{words.found}</View> : null}
      {homes?.map(home => (
        <Match key={home.roomId} home={home} surname={surname} />
      ))}
    </>
  )
}

function None({ scene }: { scene: string | undefined }) {
  const words = useWords(identityWords)
  return (
    <State live icon="search" head={words.none} line={words.noneLine}>
      <ByHand scene={scene} />
    </State>
  )
}

function ByHand({ scene }: { scene: string | undefined }) {
  const words = useWords(identityWords)
  const url = `/identity/request/index${scene ? `?scene=${scene}` : ''}`
  return (
    <Button kind="plain" wide onTap={() => void Taro.redirectTo({ url })}>
      {words.byHand}
    </Button>
  )
}

/** 「3栋2单元1501 · 业主 王*」[是我家] */
function Match({ home, surname }: { home: Candidate; surname: string }) {
  const words = useWords(identityWords)
  const act = useAct()
  const { communityId, roomId } = home
  const bind = async () => {
    const me = await call(identityApi.bindHome, { communityId, roomId, surname })
    keepMe(me)
    const mine = me.homes.find(each => each.roomId === roomId)
    if (mine) chooseHome(mine.occupancyId)
    toast(words.bound)
    await Taro.switchTab({ url: '/tabs/home/index' })
  }
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-sub">{home.communityName}</View>
        <View>{words.candidate(roomName(home.roomCode), occupancyRoleNames[home.role], home.nameMasked)}</View>
        <Trouble problem={act.problem} />
        <Button wide busy={act.busy && words.binding} onTap={() => act.run('bind', bind)}>
          {words.mine}
        </Button>
      </View>
    </Card>
  )
}
