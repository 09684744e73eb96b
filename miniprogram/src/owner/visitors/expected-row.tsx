import type { GuestExpected } from '@linli/shared/visitors/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Row } from '../../kit/row'
import { Tag } from '../../kit/tag'
import { useWords } from '../../kit/use-words'
import { homePage } from '../home-page'
import { visitorWords } from './words'

type ExpectedProps = {
  home: { communityId: string; roomId: string }
  guests: readonly [GuestExpected, ...GuestExpected[]]
}

/** 今天来 in 今天: everybody whom the household invited in one row, to their pass or to all of them. */
export function ExpectedRow({ home, guests }: ExpectedProps) {
  const words = useWords(visitorWords)
  const [first, ...more] = guests
  const names = guests.slice(0, 3).map(({ guestName }) => guestName)
  const said = more.length < 3 ? names.join('、') : words.andMore(names.join('、'), guests.length)
  const url =
    more.length === 0 ? homePage('visitors/one', home, { passId: first.passId }) : homePage('visitors/list', home)
  return (
    <Row
      title={
        <View className="own-words">
          <Tag tone="info">{words.expected}</Tag> {said}
        </View>
      }
      label={[words.expected, said].join('，')}
      onTap={() => void Taro.navigateTo({ url })}
    />
  )
}
