import type { RepairDetail } from '@linli/shared/repairs/views'
import { eventNames } from '@linli/shared/repairs/words'
import { View } from '@tarojs/components'
import { Card } from '../../kit/card'
import { momentOf } from '../../time-words'
import { staffWords as words } from '../words'

const most = 20

/** What happened so far, the newest first. */
export const OrderNotes = ({ order }: { order: RepairDetail }) => (
  <Card>
    <View className="ll-title">{words.history}</View>
    {[...order.steps]
      .reverse()
      .slice(0, most)
      .map(({ stepId, at, event, by, text, internal }) => (
        <View className="sta-unsent" key={stepId}>
          <View className="ll-sub">
            {[
              momentOf(at),
              by.name,
              event === 'report' ? words.report : eventNames[event],
              internal ? words.inside : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </View>
          {text ? <View className="sta-words">{text}</View> : null}
        </View>
      ))}
  </Card>
)
