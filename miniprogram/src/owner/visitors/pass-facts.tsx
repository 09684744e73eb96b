import { roomName } from '@linli/shared/communities/room-name'
import type { PassKind, PassState, PassWindow } from '@linli/shared/visitors/schema'
import { leftWords } from '@linli/shared/visitors/words'
import { View } from '@tarojs/components'
import { Card } from '../../kit/card'
import { useWords } from '../../kit/use-words'
import { Whole } from '../../kit/whole'
import { visitorWords } from './words'

type Facts = {
  kind: PassKind
  name: string
  about?: string | undefined
  roomCode: string
  window: PassWindow
  /** Absent where it opens nothing any more. */
  left?: number | undefined
  gateName?: string | undefined
}

/** Who, where to, when and how often. */
export function PassFacts({ kind, name, about, roomCode, window, left, gateName }: Facts) {
  const words = useWords(visitorWords)
  const often = left !== undefined && leftWords(kind, left)
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{`${name} · ${words.kind(kind)}`}</View>
        {about ? <View className="own-words">{about}</View> : null}
        <View>
          {[words.place(roomName(roomCode)), gateName && words.throughGate(gateName)].filter(Boolean).join('，')}
        </View>
        <View>
          <Whole text={words.window({ window })} />
        </View>
        {often ? <View className="ll-sub">{often}</View> : null}
      </View>
    </Card>
  )
}

/** What is over has nothing left, however often it was used. */
export const leftOf = (state: PassState, left: number): number | undefined =>
  state === 'active' || state === 'pending' ? left : undefined
