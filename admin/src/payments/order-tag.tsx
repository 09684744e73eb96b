import { type Order, type OrderState, orderStateNames } from '@linli/shared/payments/schema'
import { Tag, type Tone } from '../kit/tag'
import { onlineWords } from './online-words'
import { orderWords as words } from './words'

const tones: Record<OrderState, Tone> = { created: 'info', prepaid: 'info', paid: 'ok', closed: 'closed' }

/** An order's state; money that matches no order stands out before anything else. */
export function OrderTag({ order }: { order: Order }) {
  if (order.suspended) return <Tag tone="danger">{words.suspended}</Tag>
  if (order.reversed) return <Tag tone="closed">{onlineWords.reversed}</Tag>
  return (
    <>
      <Tag tone={tones[order.state]}>{orderStateNames[order.state]}</Tag>{' '}
      {order.refundReservedFen !== undefined && <Tag tone="info">{words.refunding}</Tag>}{' '}
      {order.refundedFen !== undefined && <Tag tone="due">{words.facts.refunded}</Tag>}{' '}
      {order.prepaidFen !== undefined && order.prepaidFen > 0 && <Tag tone="info">{words.prepaidTag}</Tag>}
    </>
  )
}
