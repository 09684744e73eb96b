import { authorName } from '@linli/shared/forum/rules'
import { CalledAs } from '@linli/shared/forum/schema'
import type { Home } from '@linli/shared/identity/schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Choice } from '../../kit/choice'
import { useWords } from '../../kit/use-words'
import { keep, readKept } from '../../storage'
import { forumWords } from './words'

const key = 'linli.kept.called-as'

/** How somebody wanted to be called the last time, on this phone. */
export function useCalledAs(): [CalledAs, (calledAs: CalledAs) => void] {
  const [calledAs, set] = useState(() => readKept(key, CalledAs) ?? 'neighbour')
  return [
    calledAs,
    next => {
      keep(key, next)
      set(next)
    },
  ]
}

type Props = { home: Home; value: CalledAs; onChange: (calledAs: CalledAs) => void }

/** 女士、先生、邻居, and the name as neighbours will read it. */
export function CalledAsChoice({ home, value, onChange }: Props) {
  const words = useWords(forumWords)
  return (
    <View className="ll-field">
      <View className="ll-field__label">{words.calledAs}</View>
      <Choice
        options={CalledAs.options.map(each => ({ value: each, name: words.calledAsName(each) }))}
        value={value}
        onChange={onChange}
      />
      <View className="ll-field__hint">{words.shownAs(authorName(home, value))}</View>
    </View>
  )
}
