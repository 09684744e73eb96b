import { paymentsApi } from '@linli/shared/payments/api'
import { channelNames } from '@linli/shared/payments/schema'
import type { Receipt } from '@linli/shared/payments/receipt-schema'
import { Segmented } from 'antd'
import { dateTime, today, yuan } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { YearStepper } from '../kit/stepper'
import { Tag } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { roomsOf } from './rooms-of'
import { ReceiptShow } from './receipt-show'
import { receiptWords as words } from './words'

export function ReceiptList() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const year = Number(url.get('year') ?? today().slice(0, 4))
  const series = url.get('series') === 'deposits' ? ('deposits' as const) : undefined
  const receipts = usePages(paymentsApi.listReceipts, { communityId, year, series })
  return (
    <Page title={shared.pages.receipts} line={words.line}>
      <div className="bar">
        <YearStepper year={year} change={next => url.set({ year: String(next) })} />
        <Segmented
          aria-label={words.series}
          className="bar-segment"
          value={series ?? 'receipts'}
          options={[
            { value: 'receipts', label: words.kinds.receipts },
            { value: 'deposits', label: words.kinds.deposits },
          ]}
          onChange={value => url.set({ series: value === 'deposits' ? value : undefined })}
        />
      </div>
      <PagedTable
        caption={words.caption}
        query={receipts}
        rowKey={keyOf}
        open={receipt => url.set({ show: keyOf(receipt) })}
        selected={url.get('show')}
        empty={<State {...words.empty} />}
        columns={[
          { title: words.columns.serial, cell: receipt => <Serial receipt={receipt} /> },
          { title: words.columns.rooms, cell: receipt => roomsOf(receipt.lines) },
          { title: words.columns.paidBy, cell: receipt => receipt.paidBy },
          { title: words.columns.amount, cell: receipt => yuan(receipt.amountFen), figure: true },
          { title: words.columns.channel, cell: receipt => channelNames[receipt.channel], wide: true },
          { title: words.columns.at, cell: receipt => dateTime(receipt.paidAt), figure: true },
        ]}
      />
      <ReceiptShow receiptKey={url.get('show')} close={() => url.set({ show: undefined })} />
    </Page>
  )
}

/** A red receipt is its refund's: `<orderId>.<refundId>`. */
const keyOf = ({ orderId, red }: Receipt) => (red ? `${orderId}.${red.refundId}` : orderId)

function Serial({ receipt: { serial, red } }: { receipt: Receipt }) {
  return (
    <>
      {serial ?? words.pending} {red && <Tag tone="danger">{words.redTag}</Tag>}
    </>
  )
}
