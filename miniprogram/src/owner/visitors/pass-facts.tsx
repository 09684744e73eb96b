import { roomName } from '@linli/shared/communities/room-name'
import type { PassKind, PassWindow } from '@linli/shared/visitors/schema'
import { View } from '@tarojs/components'
import { Card } from '../../kit/card'
import { useWords } from '../../kit/use-words'
import { visitorWords } from './words'

type Facts = {
  kind: PassKind
  name: string
  about?: string | undefined
  roomCode: string
  window: PassWindow
  left: number
  gateName?: string | undefined
}

/** Who, where to, when and how often. */
export function PassFacts({ kind, name, about, roomCode, window, left, gateName }: Facts) {
  const words = useWords(visitorWords)
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{`${name} · ${words.kind(kind)}`}</View>
        {about ? <View className="own-words">{about}</View> : null}
        <View>
          {[words.place(roomName(roomCode)), gateName && words.throughGate(gateName)].filter(Boolean).join('，')}
        </View>
        <View>{words.window({ window })}</View>
        <View className="ll-sub">{words.left(left)}</View>
      </View>
    </Card>
  )
}
