import { paymentsApi } from '@linli/shared/payments/api'
import type { Order } from '@linli/shared/payments/schema'
import { beijingDate, formatDate } from '@linli/shared/time'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../../api'
import { Amount, spokenYuan, yuan } from '../../../kit/amount'
import { Card } from '../../../kit/card'
import { Choice } from '../../../kit/choice'
import { Page } from '../../../kit/page'
import { Pager } from '../../../kit/pager'
import { Row } from '../../../kit/row'
import { State } from '../../../kit/state'
import { useWords } from '../../../kit/use-words'
import { usePages } from '../../../use-pages'
import { useHome, useMe } from '../../session'
import { SignedIn } from '../../signed-in'
import { roomName } from '@linli/shared/communities/room-name'
import { receiptUrl } from '../pages'
import { type RefundWords, refundWords } from '../refund-words'
import { paymentWords } from '../words'

export default function ReceiptsPage() {
  return <SignedIn>{() => <Receipts />}</SignedIn>
}

/** 收据 by year, newest first; over all homes of this account. Which years there are, the server says. */
function Receipts() {
  const words = useWords(paymentWords)
  const refund = useWords(refundWords)
  const [year, setYear] = useState<number>()
  const [roomId, setRoomId] = useState('')
  const rooms = new Map(useMe()?.homes.map(home => [home.roomId, roomName(home.roomCode)]))
  const pages = usePages(
    `receipts.${year ?? 'newest'}.${roomId}`,
    cursor => call(paymentsApi.myReceipts, { year, ...(roomId !== '' && { roomId }), limit: 30, cursor }),
    paymentsApi.myReceipts.output,
  )
  const years = pages.data?.years ?? []
  const phone = useHome()?.officePhone
  return (
    <Page load={pages} skeleton={[56, 240]} phone={phone}>
      {years.length > 1 ? (
        <Choice
          form={years.length <= 4 ? 'segment' : 'chips'}
          options={years.map(each => ({ value: String(each), name: words.year(each) }))}
          value={String(pages.data?.year)}
          onChange={value => setYear(Number(value))}
        />
      ) : null}
      {rooms.size > 1 ? (
        <Choice
          form="chips"
          options={[{ value: '', name: refund.everyRoom }, ...[...rooms].map(([value, name]) => ({ value, name }))]}
          value={roomId}
          onChange={setRoomId}
        />
      ) : null}
      {pages.data?.items.length === 0 ? (
        <State icon="receipt" head={words.emptyReceipts} line={words.emptyReceiptsLine} />
      ) : null}
      {pages.data && pages.data.items.length > 0 ? (
        <Card flush>
          {pages.data.items.map(order => (
            <ReceiptRow key={order.orderId} order={order} />
          ))}
        </Card>
      ) : null}
      <Pager next={pages.next} previous={pages.previous} />
    </Page>
  )
}

function ReceiptRow({ order }: { order: Order }) {
  const words = useWords(paymentWords)
  const about = order.takes ? [order.takes] : order.shares
  const rooms = [...new Set(about.map(({ object }) => roomName(object.code)))].join('、')
  const day = order.paidAt ? formatDate(beijingDate(order.paidAt)) : ''
  const refund = useWords(refundWords)
  const what = order.takes ? words.takenRow(day, order.takes.name) : words.receiptRow(day, order.shares.length)
  const note = [order.byLink && refund.byCard, what, refundNote(order, refund)].filter(Boolean).join(' · ')
  const sum = order.paidFen ?? order.amountFen
  return (
    <Row
      title={rooms}
      note={note}
      value={<Amount fen={sum} />}
      label={`${rooms}，${note}，${spokenYuan(sum)}`}
      onTap={() => void Taro.navigateTo({ url: receiptUrl(order.orderId) })}
    />
  )
}

/** 「已冲销」, 「退款中」, 「已退 ¥12.00」: the first that is true. */
function refundNote({ refundReservedFen = 0, refundedFen = 0, reversed }: Order, words: RefundWords): string {
  if (reversed) return words.rowReversed
  if (refundReservedFen > 0) return words.rowRefunding
  return refundedFen > 0 ? words.rowRefunded(yuan(refundedFen)) : ''
}
