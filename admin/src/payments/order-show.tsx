import { periodName } from '@linli/shared/billing/words'
import { paymentsApi } from '@linli/shared/payments/api'
import { channelNames, type OfficeOrder } from '@linli/shared/payments/schema'
import { beijingDate } from '@linli/shared/time'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { Banner } from '../kit/banner'
import { DataTable } from '../kit/data-table'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { dateTime, yuan } from '../kit/format'
import { Failed, Skeleton } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { OnlineRefunds } from './online-refunds'
import { OrderRefund } from './order-refund'
import { OrderRefunds } from './order-refunds'
import { OrderTag } from './order-tag'
import { leftOf } from './refund-amounts'
import { orderWords as words } from './words'

export function OrderShow({ orderId, close }: { orderId: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const order = useRead(
    paymentsApi.officeOrder,
    { communityId, orderId: orderId ?? '' },
    { enabled: orderId !== undefined },
  )
  return (
    <DetailDrawer title={words.title} open={orderId !== undefined} close={close} width={680}>
      {order.data ? (
        <Details order={order.data} />
      ) : order.error ? (
        <Failed error={order.error} retry={order.refetch} />
      ) : (
        <Skeleton />
      )}
    </DetailDrawer>
  )
}

function Details({ order }: { order: OfficeOrder }) {
  const { communityId, can } = usePlace()
  const navigate = useNavigate()
  const [refunding, setRefunding] = useState(false)
  const showRed = (refundId = '') => void navigate(`/c/${communityId}/receipts?show=${order.orderId}.${refundId}`)
  const facts = words.facts
  const isPaid = order.state === 'paid'
  return (
    <>
      {order.suspended && <Banner tone="danger">{words.suspendedLine}</Banner>}
      <Facts
        items={[
          [facts.state, <OrderTag key="state" order={order} />],
          [facts.amount, yuan(order.amountFen)],
          [facts.paidAmount, order.paidFen === undefined ? undefined : yuan(order.paidFen)],
          [facts.order, order.orderId],
          [facts.channel, channelNames[order.channel]],
          [facts.transaction, order.desk ? order.desk.number : order.transactionId],
          [facts.paidBy, order.paidBy],
          ...(order.byLink ? [fact(facts.byLink, words.byLink(order.byLink.name))] : []),
          ...(order.desk ? [fact(facts.cashier, order.desk.cashierName)] : []),
          ...(order.shownBy ? [fact(facts.shownBy, order.shownBy.cashierName)] : []),
          ...(order.desk?.tenderedFen ? [fact(facts.tendered, yuan(order.desk.tenderedFen))] : []),
          ...(order.refundedFen ? [fact(facts.refunded, yuan(order.refundedFen))] : []),
          ...(order.refundReservedFen ? [fact(words.refunding, yuan(order.refundReservedFen))] : []),
          ...(order.takes ? [fact(words.takes, `${order.takes.name} ${order.takes.object.code}`)] : []),
          [facts.merchant, words.merchant(order.entityName, order.mchid)],
          [facts.created, dateTime(order.createdAt)],
          isPaid ? [facts.paid, order.paidAt && dateTime(order.paidAt)] : [facts.expires, dateTime(order.expiresAt)],
          ...(order.paidAt && isPaid
            ? [
                fact(facts.valueDate, beijingDate(order.paidAt)),
                fact(facts.postingDate, order.postingDate ?? words.pending),
              ]
            : []),
          [facts.receipt, order.receiptSerial ?? (isPaid ? words.pending : undefined)],
        ]}
      />
      {order.prepaidFen !== undefined && order.prepaidFen > 0 && (
        <Banner tone="info">
          {facts.prepaid} {yuan(order.prepaidFen)}
          <p>{words.prepaidLine}</p>
        </Banner>
      )}
      <div className="bar">
        {isPaid && <Link to={`/c/${communityId}/receipts?show=${order.orderId}`}>{words.toReceipt}</Link>}
        {can('invoices:issue') && isPaid && order.shares[0] && (
          <Link to={invoiceOf(communityId, order.shares)}>{words.invoice}</Link>
        )}
        {can('payments:refund') && order.desk && leftOf(order).length > 0 && (
          <Button onClick={() => setRefunding(true)}>{words.refund}</Button>
        )}
        <OnlineRefunds order={order} />
        {can('audit:read') && <Link to={`/c/${communityId}/audit?object=order/${order.orderId}`}>{words.audit}</Link>}
      </div>
      <OrderRefunds order={order} />
      <OrderRefund
        key={order.refundedFen ?? 0}
        order={order}
        open={refunding}
        close={() => setRefunding(false)}
        done={showRed}
      />
      {order.shares.length > 0 && <Shares order={order} />}
    </>
  )
}

/** 开发票 for the first household's bills of a payment. */
function invoiceOf(communityId: string, shares: OfficeOrder['shares']): string {
  const roomId = shares[0]?.object.id ?? ''
  const bills = shares.filter(({ object }) => object.id === roomId).map(({ billId }) => billId)
  return `/c/${communityId}/invoices?new=${roomId}&bills=${bills.join()}`
}

const fact = (name: string, value: string): [string, string] => [name, value]

function Shares({ order }: { order: OfficeOrder }) {
  const { communityId } = usePlace()
  return (
    <section className="drawer-part">
      <h2>{words.shares}</h2>
      <DataTable
        caption={words.shares}
        rows={order.shares}
        rowKey={share => share.billId}
        sticky={false}
        columns={[
          {
            title: words.shareColumns.room,
            cell: ({ object, billId }) => (
              <Link to={`/c/${communityId}/bills?room=${object.id}&show=${object.id}.${billId}`}>{object.code}</Link>
            ),
          },
          { title: words.shareColumns.item, cell: share => share.feeItemName },
          { title: words.shareColumns.period, cell: share => periodName(share.period) },
          { title: words.shareColumns.principal, cell: share => yuan(share.principalFen), figure: true },
          { title: words.shareColumns.lateFee, cell: share => yuan(share.lateFeeFen), figure: true },
        ]}
      />
    </section>
  )
}
