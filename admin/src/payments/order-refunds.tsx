import type { OfficeOrder } from '@linli/shared/payments/schema'
import { Link } from 'react-router'
import { DataTable } from '../kit/data-table'
import { dateTime, yuan } from '../kit/format'
import { usePlace } from '../session'
import { onlineWords } from './online-words'
import { RefundTag } from './refund-tag'
import { orderWords as words } from './words'

/** What went back or is on its way, each with its red receipt once it has arrived. */
export function OrderRefunds({ order: { refunds = [] } }: { order: OfficeOrder }) {
  const { communityId } = usePlace()
  const { refundColumns: columns } = words
  if (refunds.length === 0) return null
  const isArrived = ({ state }: (typeof refunds)[number]) => state === undefined || state === 'succeeded'
  return (
    <section className="drawer-part">
      <h2>{words.refunds}</h2>
      <DataTable
        caption={words.refunds}
        rows={refunds}
        rowKey={({ refundId }) => refundId}
        sticky={false}
        columns={[
          { title: columns.at, cell: ({ at }) => dateTime(at), figure: true },
          { title: columns.amount, cell: ({ amountFen }) => yuan(amountFen), figure: true },
          { title: columns.by, cell: each => (each.byPayer ? onlineWords.payer : each.cashierName) },
          { title: columns.reason, cell: ({ reason }) => reason },
          {
            title: columns.state,
            cell: each =>
              each.state ? (
                <Link to={`/c/${communityId}/refunds?show=${each.orderId}.${each.refundId}`}>
                  <RefundTag refund={each} />
                </Link>
              ) : (
                <RefundTag refund={each} />
              ),
          },
          {
            title: columns.receipt,
            cell: each =>
              isArrived(each) && (
                <Link to={`/c/${communityId}/receipts?show=${each.orderId}.${each.refundId}`}>
                  {each.receiptSerial ?? words.redReceipt}
                </Link>
              ),
          },
        ]}
      />
    </section>
  )
}
