import { visitorsApi } from '@linli/shared/visitors/api'
import type { MyPass } from '@linli/shared/visitors/schema'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { role } from '../../kit/h5'
import { ShownPhotos } from '../../kit/shown-photos'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { visitorWords } from './words'

type DoorCardProps = {
  of: { communityId: string; roomId: string; passId: string }
  pass: MyPass
  onChanged: () => void
}

/** Somebody waits for an answer: at the gate for the household, with goods for its owner. */
export function DoorCard({ of, pass: { kind, walkIn, name, about, photo }, onChanged }: DoorCardProps) {
  const words = useWords(visitorWords)
  const act = useAct()
  const left = useLeft(walkIn?.until)
  const answer = (allow: boolean) => async () => {
    await call(visitorsApi.answer, { ...of, allow })
    onChanged()
  }
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-head">{walkIn ? words.atDoor : words.kind(kind)}</View>
        <View className="ll-title">{name}</View>
        {about ? <View className="own-words">{about}</View> : null}
        {walkIn ? <View>{words.at(walkIn.gateName)}</View> : null}
        <ShownPhotos pieces={photo ? [photo] : []} of={name} />
        <Trouble problem={act.problem} />
        <Button wide busy={act.busy === 'allow' && words.lettingIn} onTap={() => act.run('allow', answer(true))}>
          {walkIn ? words.letIn : words.confirmGoods}
        </Button>
        <Button
          kind="plain"
          wide
          busy={act.busy === 'refuse' && words.lettingIn}
          onTap={() => act.run('refuse', answer(false))}
        >
          {walkIn ? words.unknown : words.refuseGoods}
        </Button>
        {walkIn ? (
          <View className="ll-sub" {...role('status')}>
            {left ? words.timeLeft(left) : words.overToGuard}
          </View>
        ) : null}
      </View>
    </Card>
  )
}

/** 「2 分 05 秒」, counted down; nothing once it is over. */
function useLeft(until: string | undefined): string | undefined {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const seconds = until ? Math.ceil((Date.parse(until) - nowMs) / 1000) : 0
  if (seconds <= 0) return undefined
  return seconds < 60 ? `${seconds} 秒` : `${Math.floor(seconds / 60)} 分 ${String(seconds % 60).padStart(2, '0')} 秒`
}
