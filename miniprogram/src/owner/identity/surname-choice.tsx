import type { LetterFace } from '@linli/shared/identity/letter-schema'
import { letterApi } from '@linli/shared/identity/letter-api'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { CallFailed } from '../../problems'
import { useAct } from '../../use-act'
import { chooseHome, keepMe } from '../session'
import { letterWords } from './letter-words'
import { overOr } from './verify-number'

type Props = {
  scene: string
  face: LetterFace
  surnames: string[]
  onOver: () => void
  onMissed: (isWrong: boolean) => void
}

/** The second tap of a poster: the own surname among six binds; another ends it for today, and the whole name is asked. */
export function SurnameChoice({ scene, face, surnames, onOver, onMissed }: Props) {
  const words = useWords(letterWords)
  const act = useAct()
  const bind = async (surname: string) => {
    const me = await call(letterApi.bindByPoster, { scene, surname })
    keepMe(me)
    const here = me.homes.filter(home => home.communityId === face.communityId)
    const home = here.find(({ roomCode }) => roomCode.startsWith(`${face.building}-`)) ?? here[0]
    if (home) chooseHome(home.occupancyId)
    toast(words.bound)
    await Taro.switchTab({ url: '/tabs/home/index' })
  }
  const choose = (surname: string) =>
    act.run(surname, () =>
      bind(surname)
        .catch(overOr(onOver))
        .catch(missedOr(() => onMissed(true))),
    )
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{words.surnameHead}</View>
        <View className="ll-sub">{words.surnameLine}</View>
        <Trouble problem={act.problem} />
        <View className="own-surnames">
          {surnames.map(surname => (
            <View key={surname} className="own-surnames__one">
              <Button
                kind="plain"
                wide
                label={words.mySurname(surname)}
                disabled={act.busy !== undefined}
                busy={act.busy === surname && words.binding}
                onTap={() => choose(surname)}
              >
                {surname}
              </Button>
            </View>
          ))}
        </View>
        <Button kind="text" wide disabled={act.busy !== undefined} onTap={() => onMissed(false)}>
          {words.notThere}
        </Button>
      </View>
    </Card>
  )
}

/** The tap that did not agree, and the one that is spent, lead on; anything else stays on the page. */
const missedOr =
  (onMissed: () => void) =>
  (thrown: unknown): void => {
    const code = thrown instanceof CallFailed ? thrown.problem.code : undefined
    if (code !== 'identity.no_match' && code !== 'identity.tap_spent') throw thrown
    onMissed()
  }
