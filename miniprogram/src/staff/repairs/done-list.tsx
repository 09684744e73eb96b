import { OfficeRepair } from '@linli/shared/repairs/views'
import { workApi } from '@linli/shared/repairs/work-api'
import { kindNames, workStateWords } from '@linli/shared/repairs/words'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import * as z from 'zod'
import { call } from '../../api'
import { Card } from '../../kit/card'
import { Row } from '../../kit/row'
import { Skeleton } from '../../kit/skeleton'
import { State } from '../../kit/state'
import { Trouble } from '../../kit/trouble'
import { useLoad } from '../../use-load'
import { staffWords as words } from '../words'
import { placeWords } from './place-words'

const Done = z.object({ items: z.array(OfficeRepair) })
const limit = 30

/** 做完的: what still wants a signature or the money, and what is over; the newest first. */
export function DoneList({ communityId }: { communityId: string }) {
  const key = `done.${communityId}`
  const { data, problem } = useLoad(key, () => call(workApi.myWork, { communityId, show: 'done', limit }), Done)
  if (!data) return problem ? <Trouble problem={problem} /> : <Skeleton />
  if (data.items.length === 0) return <State icon="check" head={words.noneDone} line={words.noneDoneLine} />
  return (
    <Card flush>
      {data.items.map(order => (
        <OrderRow key={order.repairId} order={order} />
      ))}
    </Card>
  )
}

/** One order as a line that opens it. */
export const OrderRow = ({ order }: { order: OfficeRepair }) => (
  <Row
    title={<View>{`${kindNames[order.kind]} ${placeWords(order)}`}</View>}
    note={order.text}
    value={workStateWords(order)}
    label={`${kindNames[order.kind]} ${placeWords(order)}，${workStateWords(order)}，${words.tapForMore}`}
    onTap={() => void Taro.navigateTo({ url: `/repairs/order/index?id=${order.repairId}` })}
  />
)
