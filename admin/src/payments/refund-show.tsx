import { paymentsApi } from '@linli/shared/payments/api'
import { periodName } from '@linli/shared/billing/words'
import { refundStateNames } from '@linli/shared/payments/refund-state'
import { channelNames, type OfficeOrder, type Refund } from '@linli/shared/payments/schema'
import { Link } from 'react-router'
import { Banner } from '../kit/banner'
import { DataTable } from '../kit/data-table'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { dateTime, yuan } from '../kit/format'
import { Failed, Skeleton } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { onlineWords as words } from './online-words'
import { RefundActions } from './refund-actions'
import { isRefundMoving } from './refund-moving'
import { RefundTag } from './refund-tag'

/** One online refund: what it is of, what happened, what is to be done. `shown` is `<orderId>.<refundId>`. */
export function RefundShow({ shown, close }: { shown: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const [orderId = '', refundId] = shown?.split('.') ?? []
  const order = useRead(
    paymentsApi.officeOrder,
    { communityId, orderId },
    {
      enabled: shown !== undefined,
      pollWhile: data => data.refunds?.some(each => each.refundId === refundId && isRefundMoving(each)) ?? false,
    },
  )
  const refund = order.data?.refunds?.find(each => each.refundId === refundId)
  return (
    <DetailDrawer title={words.drawer} open={shown !== undefined} close={close} width={680}>
      {order.data && refund ? (
        <Details order={order.data} refund={refund} />
      ) : order.error ? (
        <Failed error={order.error} retry={order.refetch} />
      ) : (
        <Skeleton />
      )}
    </DetailDrawer>
  )
}

function Details({ order, refund }: { order: OfficeOrder; refund: Refund }) {
  const { communityId } = usePlace()
  const { facts } = words
  const { decidedBy, shares, steps = [] } = refund
  const told = lineOf(refund)
  return (
    <>
      {told && <Banner tone={told.tone}>{told.text}</Banner>}
      <Facts
        items={[
          [facts.state, <RefundTag key="state" refund={refund} />],
          [facts.amount, yuan(refund.amountFen)],
          [facts.of, `${order.paidBy} ${channelNames[order.channel]} ${yuan(order.paidFen ?? 0)}`],
          [
            facts.order,
            <Link key="order" to={`/c/${communityId}/orders?show=${order.orderId}`}>
              {words.toOrder}
            </Link>,
          ],
          [facts.reason, refund.reason],
          [facts.by, refund.byPayer ? words.payer : refund.cashierName],
          [facts.decided, decidedBy?.name],
          [facts.number, refund.outRefundNo],
          [facts.channelNumber, refund.channelRefundId],
          [facts.arrived, refund.succeededAt && dateTime(refund.succeededAt)],
          [
            facts.bills,
            shares.map(share => `${share.object.code} ${share.feeItemName} ${periodName(share.period)}`).join('、'),
          ],
          [facts.receipt, refund.receiptSerial],
        ]}
      />
      <RefundActions refund={refund} />
      <section className="drawer-part">
        <h2>{words.steps}</h2>
        <DataTable
          caption={words.steps}
          rows={steps.map((step, i) => ({ ...step, i }))}
          rowKey={({ i }) => String(i)}
          sticky={false}
          columns={[
            { title: words.stepColumns.at, cell: ({ at }) => <span className="unbroken">{dateTime(at)}</span> },
            {
              title: words.stepColumns.state,
              cell: ({ state }) => <span className="unbroken">{refundStateNames[state]}</span>,
            },
            { title: words.stepColumns.by, cell: ({ by = '' }) => <span className="unbroken">{by}</span> },
            { title: words.stepColumns.note, cell: ({ note }) => note ?? '' },
          ]}
        />
      </section>
    </>
  )
}

type Told = { tone: 'info' | 'danger' | 'due'; text: string }

/** What its state means for whoever looks, and what is to be done. */
function lineOf({ state, trouble, givenUpAt, seenAt, applied }: Refund): Told | undefined {
  switch (state) {
    case 'waiting':
      return { tone: 'info', text: words.waiting }
    case 'refused':
      return { tone: 'info', text: words.refused }
    case 'requested':
      if (givenUpAt) return { tone: 'info', text: words.givenUp }
      return trouble ? { tone: 'danger', text: words.troubles[trouble] } : { tone: 'info', text: words.underWay }
    case 'accepted':
      if (givenUpAt) return { tone: 'info', text: words.givenUp }
      if (trouble === 'refused' || trouble === 'balance') return { tone: 'danger', text: words.troubles[trouble] }
      return { tone: 'info', text: applied ? words.resent : words.underWay }
    case 'abnormal':
      return { tone: 'danger', text: words.abnormal }
    case 'closed':
      if (seenAt) return { tone: 'info', text: words.closedDone }
      return givenUpAt ? { tone: 'due', text: words.closedGivenUp } : { tone: 'danger', text: words.closed }
    default:
      return undefined
  }
}
