import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { role } from './h5'
import { useWords } from './use-words'
import { kitWords } from './words'

const showAfterMs = 200
const slowAfterMs = 10_000

/** Grey blocks of the real layout (heights in px): after 200 ms, so that a fast page never flickers; words after 10 s. */
export function Skeleton({ blocks = [120, 160, 160] }: { blocks?: readonly number[] }) {
  const words = useWords(kitWords)
  const [phase, setPhase] = useState<'quiet' | 'shown' | 'slow'>('quiet')
  useEffect(() => {
    const timers = [setTimeout(() => setPhase('shown'), showAfterMs), setTimeout(() => setPhase('slow'), slowAfterMs)]
    return () => timers.forEach(clearTimeout)
  }, [])
  if (phase === 'quiet') return null
  return (
    <View
      className="ll-skeleton"
      {...role('status')}
      ariaLive="polite"
      ariaLabel={phase === 'slow' ? words.slow : words.loading}
    >
      {phase === 'slow' ? <View className="ll-sub">{words.slow}</View> : null}
      {blocks.map((height, i) => (
        <View key={i} className="ll-skeleton__block" style={{ height: `${height}px` }} />
      ))}
    </View>
  )
}
