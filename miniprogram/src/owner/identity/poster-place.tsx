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

/** 「您在 锦绣花园 3栋」; with `line` how to go on from there. */
export function PosterPlace({ face: { communityName, building = '' }, line }: { face: LetterFace; line?: string }) {
  const words = useWords(letterWords)
  const place = `${communityName} ${/^\d+[A-Za-z]?$/.test(building) ? `${building}栋` : building}`
  return (
    <View className="ll-stack">
      <View className="ll-title">{words.poster(place)}</View>
      {line ? <View className="ll-sub">{line}</View> : null}
    </View>
  )
}
