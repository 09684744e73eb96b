import { View } from '@tarojs/components'
import type { Problem } from '../problems'
import { role } from './h5'
import { Icon } from './icon'
import { useSaid, useWords } from './use-words'
import { kitWords } from './words'

/** Why something that the person did was not done: stays in its place until it is tried again. */
export function Trouble({ problem }: { problem: Problem | undefined }) {
  const words = useWords(kitWords)
  const said = useSaid()
  if (!problem) return null
  return (
    <View className="ll-trouble" {...role('alert')} ariaLive="assertive">
      <Icon name="alert" />
      <View className="ll-row__text">
        <View className="ll-trouble__head">{said(problem.head)}</View>
        {problem.line ? <View>{said(problem.line)}</View> : null}
        {problem.fields?.map(field => (
          <View key={field.path}>{said(field.message)}</View>
        ))}
        {problem.kind === 'broken' && problem.requestId ? <View>{words.number(problem.requestId)}</View> : null}
      </View>
    </View>
  )
}
