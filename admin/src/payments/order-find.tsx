import { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import { channelNames, type Order } from '@linli/shared/payments/schema'
import { DataTable } from '../kit/data-table'
import { dateTime, yuan } from '../kit/format'
import { Card } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { OrderTag } from './order-tag'
import { roomsOf } from './rooms-of'
import { orderWords as words } from './words'

/** The orders that a number leads to: ours, the channel's, a receipt's, a slip's. */
export function OrderFind({ number, open }: { number: string; open: (order: Order) => void }) {
  const { communityId } = usePlace()
  const query = useRead(reconciliationApi.findOrders, { communityId, number })
  const { columns } = words
  if (!query.data)
    return <Card>{query.error ? <Failed error={query.error} retry={query.refetch} /> : <Skeleton rows={3} />}</Card>
  if (query.data.orders.length === 0) return <Card children={<State {...words.notFound(number)} />} />
  return (
    <Card>
      <DataTable
        caption={words.found(number)}
        rows={query.data.orders}
        rowKey={order => order.orderId}
        open={open}
        columns={[
          { title: columns.order, cell: order => <span className="figure">{words.shortId(order.orderId)}</span> },
          {
            title: columns.rooms,
            cell: order => roomsOf(order.takes ? [order.takes] : order.shares),
          },
          { title: columns.amount, cell: order => yuan(order.amountFen), figure: true },
          { title: columns.channel, cell: order => channelNames[order.channel] },
          { title: columns.state, cell: order => <OrderTag order={order} /> },
          { title: columns.at, cell: order => dateTime(order.createdAt), figure: true },
        ]}
      />
    </Card>
  )
}
