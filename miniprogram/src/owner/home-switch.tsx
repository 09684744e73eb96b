import type { Home } from '@linli/shared/identity/schema'
import { occupancyRoleNames } from '@linli/shared/communities/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../kit/button'
import { tappable } from '../kit/h5'
import { Icon } from '../kit/icon'
import { Row } from '../kit/row'
import { Sheet } from '../kit/sheet'
import { useWords } from '../kit/use-words'
import { roomName } from '@linli/shared/communities/room-name'
import { chooseHome, useMe } from './session'
import { ownerWords } from './words'

/** Which home the page is about, and the others to choose from. */
export function HomeSwitch({ home }: { home: Home }) {
  const words = useWords(ownerWords)
  const me = useMe()
  const [open, setOpen] = useState(false)
  const choose = (occupancyId: string) => {
    setOpen(false)
    chooseHome(occupancyId)
  }
  const name = `${home.communityName} ${roomName(home.roomCode)}`
  return (
    <View className="own-home">
      <View
        className="own-home__name ll-press"
        hoverClass="ll-hover"
        onClick={() => setOpen(true)}
        {...tappable(words.switchHome(name))}
      >
        <View className="own-home__text">
          <View className="ll-cap">{home.communityName}</View>
          <View className="ll-title">{roomName(home.roomCode)}</View>
        </View>
        <Icon name="down" />
      </View>
      <Sheet open={open} title={words.myHomes} onClose={() => setOpen(false)}>
        {me?.homes.map(each => (
          <Row
            key={each.occupancyId}
            form="radio"
            checked={each.occupancyId === home.occupancyId}
            title={roomName(each.roomCode)}
            note={`${each.communityName} · ${occupancyRoleNames[each.role]}`}
            label={`${each.communityName} ${roomName(each.roomCode)}，${occupancyRoleNames[each.role]}`}
            onTap={() => choose(each.occupancyId)}
          />
        ))}
        <Button kind="plain" wide onTap={() => void Taro.navigateTo({ url: '/identity/bind/index' })}>
          {words.addHome}
        </Button>
      </Sheet>
    </View>
  )
}
