import { letterApi } from '@linli/shared/identity/letter-api'
import type { LetterFace, LetterPerson } from '@linli/shared/identity/letter-schema'
import { roomName } from '@linli/shared/communities/room-name'
import { beijingDate, formatDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../../api'
import { Card } from '../../../kit/card'
import { useWords } from '../../../kit/use-words'
import { LetterOver } from '../letter-over'
import { LetterPersonCard } from '../letter-person'
import { letterWords } from '../letter-words'
import { ScenePage } from '../scene-page'
import { VerifyNumber } from '../verify-number'

/** Where the code of a letter leads: the room that it says, one tap for the number, one tap for 「我是王**，绑定」. */
export default function LetterPage() {
  return <ScenePage show={(face, scene) => <Letter face={face} scene={scene} />} />
}

function Letter({ face, scene }: { face: LetterFace; scene: string }) {
  const words = useWords(letterWords)
  const [people, setPeople] = useState<LetterPerson[]>()
  const [isOver, setOver] = useState(false)
  if (isOver) return <LetterOver />
  const open = async () => setPeople((await call(letterApi.openLetter, { scene })).people)
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
        <VerifyNumber onVerified={open} onOver={() => setOver(true)} otherUrl="/identity/bind/index" />
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
