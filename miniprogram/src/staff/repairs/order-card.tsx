import { distanceText } from '@linli/shared/position'
import type { OfficeRepair } from '@linli/shared/repairs/views'
import { kindNames, workStateWords } from '@linli/shared/repairs/words'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Row } from '../../kit/row'
import { Tag } from '../../kit/tag'
import { nextAct } from '../outbox/foreseen'
import { actWords, staffWords as words } from '../words'
import { placeWords } from './place-words'
import { TimeWords } from './time-words'

type CardProps = {
  order: OfficeRepair
  personId: string
  waits: number
  metres: number | undefined
  busy: boolean
  onAct: (name: NonNullable<ReturnType<typeof nextAct>>) => void
}

/** One order of the day: what, where, how long still, and the one thing that comes next. */
export function OrderCard({ order, personId, waits, metres, busy, onAct }: CardProps) {
  const next = nextAct(order, personId)
  const open = () => void Taro.navigateTo({ url: `/repairs/order/index?id=${order.repairId}` })
  const name = `${kindNames[order.kind]} ${placeWords(order)}`
  // What needs a look at the order first is done there.
  const isThere = next === 'finish' || next === 'signOff' || next === 'resume'
  return (
    <Card>
      <View className="sta-head">
        <TimeWords order={order} />
        <Tag tone={waits > 0 ? 'due' : 'info'}>{waits > 0 ? words.waits : workStateWords(order)}</Tag>
      </View>
      {metres === undefined ? null : <View className="ll-sub">{distanceText(metres)}</View>}
      <Row title={name} note={order.text} onTap={open} label={`${name}，${words.tapForMore}`} />
      {next ? (
        <Button wide busy={busy && actWords[next]} onTap={() => (isThere ? open() : onAct(next))}>
          {actWords[next]}
        </Button>
      ) : null}
    </Card>
  )
}
