import { paymentsApi } from '@linli/shared/payments/api'
import { channelNames } from '@linli/shared/payments/schema'
import { monthOf } from '@linli/shared/time'
import { dateTime, today, yuan } from '../kit/format'
import { FindField } from '../kit/find-field'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { MonthStepper } from '../kit/stepper'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { OrderFind } from './order-find'
import { OrderShow } from './order-show'
import { OrderTag } from './order-tag'
import { roomsOf } from './rooms-of'
import { orderWords as words } from './words'

export function OrderList() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const month = url.get('month') ?? monthOf(today())
  const number = url.get('number')
  const orders = usePages(paymentsApi.listOrders, { communityId, month })
  return (
    <Page title={shared.pages.orders} line={words.line}>
      <div className="bar">
        <FindField
          label={words.find}
          hint={words.findHint}
          value={number}
          maxLength={64}
          find={text => url.set({ number: text.trim() || undefined })}
        />
        {number === undefined && <MonthStepper month={month} change={next => url.set({ month: next })} />}
      </div>
      {number !== undefined ? (
        <OrderFind number={number} open={order => url.set({ show: order.orderId })} />
      ) : (
        <PagedTable
          caption={words.caption}
          query={orders}
          rowKey={order => order.orderId}
          open={order => url.set({ show: order.orderId })}
          selected={url.get('show')}
          empty={<State {...words.empty} />}
          columns={[
            {
              title: words.columns.order,
              cell: order => <span className="figure">{words.shortId(order.orderId)}</span>,
            },
            { title: words.columns.rooms, cell: order => roomsOf(order.takes ? [order.takes] : order.shares) },
            { title: words.columns.amount, cell: order => yuan(order.amountFen), figure: true },
            { title: words.columns.channel, cell: order => channelNames[order.channel], wide: true },
            { title: words.columns.state, cell: order => <OrderTag order={order} /> },
            { title: words.columns.at, cell: order => dateTime(order.createdAt), figure: true },
            {
              title: words.columns.paidAt,
              cell: order => (order.paidAt ? dateTime(order.paidAt) : kitWords.none),
              figure: true,
              wide: true,
            },
          ]}
        />
      )}
      <OrderShow orderId={url.get('show')} close={() => url.set({ show: undefined })} />
    </Page>
  )
}
