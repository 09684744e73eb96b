import { refundApi, RefundShelf, refundShelfNames } from '@linli/shared/payments/refund-api'
import { Segmented } from 'antd'
import { dateTime, yuan } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { onlineWords as words } from './online-words'
import { RefundLimit } from './refund-limit'
import { isRefundMoving } from './refund-moving'
import { RefundShow } from './refund-show'
import { RefundTag } from './refund-tag'

/** 在线退款, by what is to be done. */
export function RefundList() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const shelf = RefundShelf.safeParse(url.get('tab')).data ?? 'waiting'
  const refunds = usePages(refundApi.listRefunds, { communityId, shelf }, { pollWhile: isRefundMoving })
  const { columns } = words
  return (
    <Page title={shared.pages.refunds} line={words.line} actions={<RefundLimit />}>
      <Segmented
        aria-label={words.shelf}
        className="bar-segment"
        value={shelf}
        options={RefundShelf.options.map(value => ({ value, label: refundShelfNames[value] }))}
        onChange={tab => url.set({ tab: tab === 'waiting' ? undefined : tab, show: undefined })}
      />
      <PagedTable
        caption={words.caption}
        query={refunds}
        rowKey={({ refundId }) => refundId}
        open={({ orderId, refundId }) => url.set({ show: `${orderId}.${refundId}` })}
        selected={url.get('show')?.split('.')[1]}
        empty={<State {...words.empty[shelf]} />}
        columns={[
          { title: columns.at, cell: each => dateTime(each.at) },
          { title: columns.rooms, cell: each => each.rooms.join('、') },
          { title: columns.paidBy, cell: each => each.paidBy },
          { title: columns.amount, cell: each => yuan(each.amountFen), figure: true },
          { title: columns.by, cell: each => (each.byPayer ? words.payer : each.cashierName), wide: true },
          { title: columns.reason, cell: each => each.reason, wide: true },
          { title: columns.state, cell: each => <RefundTag refund={each} /> },
        ]}
      />
      <RefundShow shown={url.get('show')} close={() => url.set({ show: undefined })} />
    </Page>
  )
}
