import type { GuestAtGate } from '@linli/shared/visitors/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Row } from '../../kit/row'
import { Tag } from '../../kit/tag'
import { useWords } from '../../kit/use-words'
import { homePage } from '../home-page'
import { visitorWords } from './words'

type GuestRowProps = { home: { communityId: string; roomId: string }; guest: GuestAtGate }

/** 门口来客 in 今天: who waits for an answer, and where. */
export function GuestRow({ home, guest: { passId, guestName, gateName } }: GuestRowProps) {
  const words = useWords(visitorWords)
  const note = words.atGate(gateName)
  return (
    <Row
      title={
        <View className="own-words">
          <Tag tone="due">{words.atDoor}</Tag> {guestName}
        </View>
      }
      note={note}
      label={[words.atDoor, guestName, note].join('，')}
      onTap={() => void Taro.navigateTo({ url: homePage('visitors/one', home, { passId }) })}
    />
  )
}
