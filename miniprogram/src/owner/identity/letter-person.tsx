import { occupancyRoleNames } from '@linli/shared/communities/schema'
import { letterApi } from '@linli/shared/identity/letter-api'
import type { LetterPerson } from '@linli/shared/identity/letter-schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef } from 'react'
import { call, newKey } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { chooseHome, keepMe, refreshMe } from '../session'
import { letterWords } from './letter-words'
import { overOr } from './verify-number'

type Props = { scene: string; person: LetterPerson; onOver: () => void }

/** 「业主 王**」: the second tap binds; where the number is another, it asks the office with all filled in. */
export function LetterPersonCard({ scene, person, onOver }: Props) {
  const words = useWords(letterWords)
  const act = useAct()
  const key = useRef(newKey())
  const { occupancyId, nameMasked, role, fits } = person
  const toHome = () => Taro.switchTab({ url: '/tabs/home/index' })
  const bind = async () => {
    const me = await call(letterApi.bindByLetter, { scene, occupancyId })
    keepMe(me)
    chooseHome(occupancyId)
    toast(words.bound)
    await toHome()
  }
  const ask = async () => {
    await call(letterApi.requestByLetter, { scene, occupancyId }, { idempotencyKey: key.current })
    await refreshMe()
    toast(words.asked)
    await toHome()
  }
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{words.person(occupancyRoleNames[role], nameMasked)}</View>
        {fits ? null : (
          <View>
            <View>{words.otherPhone}</View>
            <View className="ll-sub">{words.otherPhoneLine}</View>
          </View>
        )}
        <Trouble problem={act.problem} />
        {fits ? (
          <Button
            wide
            busy={act.busy && words.binding}
            onTap={() => act.run('bind', () => bind().catch(overOr(onOver)))}
          >
            {words.mine(nameMasked)}
          </Button>
        ) : (
          <Button
            kind="plain"
            wide
            busy={act.busy && words.asking}
            onTap={() => act.run('ask', () => ask().catch(overOr(onOver)))}
          >
            {words.ask}
          </Button>
        )}
      </View>
    </Card>
  )
}
