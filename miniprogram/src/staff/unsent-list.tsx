import { View } from '@tarojs/components'
import { Button } from '../kit/button'
import { Card } from '../kit/card'
import { Tag } from '../kit/tag'
import { momentOf } from '../time-words'
import type { Entry } from './outbox/entry'
import { dismiss, handOver, useEntries } from './outbox/sending'
import { useStaff } from './session'
import { actWords, staffWords as words } from './words'

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

function UnsentRow({ entry }: { entry: Entry }) {
  const { refused, files } = entry
  return (
    <View className="sta-unsent">
      <View className="sta-head">
        <View>
          {actWords[entry.name]} · {entry.about}
        </View>
        <Tag tone={refused ? 'danger' : 'due'}>{refused ? '没有发出' : words.waits}</Tag>
      </View>
      <View className="ll-sub">{momentOf(entry.at)}</View>
      {refused ? (
        <View>
          <View>{[refused.why, files.length > 0 ? words.keptPictures : ''].filter(Boolean).join('，')}</View>
          {refused.handedOver ? <View className="ll-sub">{words.handedOver}</View> : null}
          <View className="ll-buttons">
            {refused.handOver ? null : (
              <Button kind="plain" onTap={() => handOver(entry.key)}>
                {words.handOver}
              </Button>
            )}
            <Button kind="text" onTap={() => dismiss(entry.key)}>
              {words.drop}
            </Button>
          </View>
        </View>
      ) : null}
    </View>
  )
}
