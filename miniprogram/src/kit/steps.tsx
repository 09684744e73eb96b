import { View } from '@tarojs/components'
import { role } from './h5'
import { Icon } from './icon'
import { useWords } from './use-words'
import { kitWords } from './words'

export type Step = { word: string; state: 'done' | 'now' | 'later'; time?: string }

/** A vertical course of things: done ✓, now ●, later ○; the state is also spoken. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const words = useWords(kitWords)
  return (
    <View className="ll-steps" {...role('status')} ariaLive="polite">
      {steps.map(step => (
        <View
          key={step.word}
          className={`ll-steps__item ll-steps__item--${step.state}`}
          ariaLabel={[step.word, words[step.state], step.time].filter(Boolean).join('，')}
        >
          <View className="ll-steps__dot">
            {step.state === 'done' ? <Icon name="check" /> : step.state === 'now' ? '●' : '○'}
          </View>
          <View>
            <View className="ll-steps__word">{step.word}</View>
            {step.time ? <View className="ll-steps__time">{step.time}</View> : null}
          </View>
        </View>
      ))}
    </View>
  )
}
