import type { GuestToday } from '@linli/shared/visitors/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Row } from '../../kit/row'
import { Tag } from '../../kit/tag'
import { useWords } from '../../kit/use-words'
import { homePage } from '../home-page'
import { visitorWords } from './words'

type GuestRowProps = { home: { communityId: string; roomId: string }; guest: GuestToday }

/** One line of 今天: who comes, or waits at a gate. */
export function GuestRow({ home, guest: { passId, kind, name, atGate } }: GuestRowProps) {
  const words = useWords(visitorWords)
  const note = atGate ? words.atGate(atGate) : words.expected
  return (
    <Row
      title={
        <View className="own-words">
          <Tag tone={atGate ? 'due' : 'ok'}>{words.kind(kind)}</Tag> {name}
        </View>
      }
      note={note}
      label={[words.kind(kind), name, note].join('，')}
      onTap={() => void Taro.navigateTo({ url: homePage('visitors/one', home, { passId }) })}
    />
  )
}
