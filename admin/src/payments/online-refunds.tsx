import type { OfficeOrder } from '@linli/shared/payments/schema'
import { DeskChannel } from '@linli/shared/payments/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { usePlace } from '../session'
import { ForeignRefund } from './foreign-refund'
import { OnlineRefund } from './online-refund'
import { onlineWords } from './online-words'
import { orderWords as words } from './words'

const others: readonly string[] = [...DeskChannel.options, 'bank_batch', 'prepayment']

/** The buttons of a payment that a gateway took: give it back, or record what was given back in the channel's console. */
export function OnlineRefunds({ order }: { order: OfficeOrder }) {
  const { communityId, can } = usePlace()
  const navigate = useNavigate()
  const [open, setOpen] = useState<'ask' | 'foreign'>()
  const close = () => setOpen(undefined)
  const { paidFen = 0, refundedFen = 0, refundReservedFen = 0 } = order
  const isLeft = paidFen > refundedFen + refundReservedFen
  if (order.state !== 'paid' || others.includes(order.channel) || !isLeft || !can('payments:refund')) return null
  return (
    <>
      <Button onClick={() => setOpen('ask')}>{words.refund}</Button>
      <Button onClick={() => setOpen('foreign')}>{onlineWords.foreign.open}</Button>
      <OnlineRefund
        order={order}
        open={open === 'ask'}
        close={close}
        done={refundId => void navigate(`/c/${communityId}/refunds?show=${order.orderId}.${refundId}`)}
      />
      <ForeignRefund order={order} open={open === 'foreign'} close={close} />
    </>
  )
}
