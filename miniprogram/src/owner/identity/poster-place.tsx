import { letterApi } from '@linli/shared/identity/letter-api'
import type { LetterFace } from '@linli/shared/identity/letter-schema'
import { View } from '@tarojs/components'
import { call } from '../../api'
import { useWords } from '../../kit/use-words'
import { useLoad } from '../../use-load'
import { letterWords } from './letter-words'

/** Where a poster hangs; nothing until it is known, and nothing when its time is over: the ways in are there without it. */
export function usePoster(scene: string | undefined): LetterFace | undefined {
  return useLoad(scene && `letter.${scene}`, () => call(letterApi.readLetter, { scene: scene ?? '' })).data
}

export function PosterPlace({ scene, isStranger = false }: { scene: string; isStranger?: boolean }) {
  const words = useWords(letterWords)
  const poster = usePoster(scene)
  if (!poster) return null
  const { communityName, building = '' } = poster
  const place = `${communityName} ${/^\d+[A-Za-z]?$/.test(building) ? `${building}栋` : building}`
  return (
    <View className="ll-stack">
      <View className="ll-title">{words.poster(place)}</View>
      <View className="ll-sub">{isStranger ? words.posterSignIn : words.posterLine}</View>
    </View>
  )
}
