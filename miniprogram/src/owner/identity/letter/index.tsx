import { letterApi } from '@linli/shared/identity/letter-api'
import type { LetterFace, LetterPerson } from '@linli/shared/identity/letter-schema'
import { roomName } from '@linli/shared/communities/room-name'
import { beijingDate, formatDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { State } from '../../../kit/state'
import { useWords } from '../../../kit/use-words'
import { useLoad } from '../../../use-load'
import { LetterPersonCard } from '../letter-person'
import { letterWords } from '../letter-words'
import { useScene } from '../scene'
import { VerifyByLetter } from '../verify-by-letter'

/** Where the code of a letter leads: the room that it says, one tap for the number, one tap for 「我是王**，绑定」. */
export default function LetterPage() {
  const scene = useScene()
  const load = useLoad(scene && `letter.${scene}`, () => call(letterApi.readLetter, { scene: scene ?? '' }))
  if (scene === undefined || load.problem?.code === 'identity.letter_over')
    return (
      <Page>
        <Over />
      </Page>
    )
  return (
    <Page load={load} phone={load.data?.officePhone}>
      {load.data ? <Letter face={load.data} scene={scene} /> : null}
    </Page>
  )
}

function Letter({ face, scene }: { face: LetterFace; scene: string }) {
  const words = useWords(letterWords)
  const [people, setPeople] = useState<LetterPerson[]>()
  const [isOver, setOver] = useState(false)
  if (isOver) return <Over />
  return (
    <>
      <Card>
        <View className="ll-stack">
          <View className="ll-sub">{words.yours}</View>
          <View className="ll-head">{roomName(face.roomCode ?? '')}</View>
          <View>{face.communityName}</View>
          <View className="ll-sub">{words.until(formatDate(beijingDate(face.expiresAt)))}</View>
        </View>
      </Card>
      {people === undefined ? (
        <VerifyByLetter scene={scene} onPeople={setPeople} onOver={() => setOver(true)} />
      ) : (
        <>
          <View className="ll-title">{words.secondHead}</View>
          {people.map(person => (
            <LetterPersonCard key={person.occupancyId} scene={scene} person={person} onOver={() => setOver(true)} />
          ))}
        </>
      )}
    </>
  )
}

/** One answer for a code that is unknown, expired, replaced, revoked or used; the other ways in are a tap away. */
function Over() {
  const words = useWords(letterWords)
  return (
    <State live icon="clock" head={words.over} line={words.overLine}>
      <Button wide onTap={() => void Taro.redirectTo({ url: '/identity/phone/index' })}>
        {words.byPhone}
      </Button>
      <Button kind="plain" wide onTap={() => void Taro.switchTab({ url: '/tabs/home/index' })}>
        {words.toHome}
      </Button>
    </State>
  )
}
