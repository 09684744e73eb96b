import { View } from '@tarojs/components'
import { Card } from '../kit/card'
import { useEntries } from './outbox/sending'
import { useStaff } from './session'
import { UnsentRow } from './unsent-row'
import { staffWords as words } from './words'

/** What waits on this phone and what was refused, each with its reason: nothing goes away by itself. */
export function UnsentList() {
  const entries = useEntries()
  const me = useStaff()?.personId
  const mine = entries.filter(({ personId }) => personId === me)
  const others = entries.length - mine.length
  if (entries.length === 0) return null
  return (
    <Card>
      <View className="ll-title">{words.unsentTitle}</View>
      {mine.map(entry => (
        <UnsentRow key={entry.key} entry={entry} />
      ))}
      {others > 0 ? <View className="ll-sub">{words.others(others)}</View> : null}
    </Card>
  )
}
