import { paymentsApi } from '@linli/shared/payments/api'
import { channelNames } from '@linli/shared/payments/schema'
import { dateTime, today, yuan } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { YearStepper } from '../kit/stepper'
import { useUrlState } from '../kit/url-state'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { roomsOf } from './order-list'
import { ReceiptShow } from './receipt-show'
import { receiptWords as words } from './words'

export function ReceiptList() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const year = Number(url.get('year') ?? today().slice(0, 4))
  const receipts = usePages(paymentsApi.listReceipts, { communityId, year })
  return (
    <Page title={shared.pages.receipts} line={words.line}>
      <YearStepper year={year} change={next => url.set({ year: String(next) })} />
      <PagedTable
        caption={words.caption}
        query={receipts}
        rowKey={receipt => receipt.orderId}
        open={receipt => url.set({ show: receipt.orderId })}
        selected={url.get('show')}
        empty={<State {...words.empty} />}
        columns={[
          { title: words.columns.serial, cell: receipt => receipt.serial ?? words.pending },
          { title: words.columns.rooms, cell: receipt => roomsOf(receipt.lines) },
          { title: words.columns.paidBy, cell: receipt => receipt.paidBy },
          { title: words.columns.amount, cell: receipt => yuan(receipt.amountFen), figure: true },
          { title: words.columns.channel, cell: receipt => channelNames[receipt.channel], wide: true },
          { title: words.columns.at, cell: receipt => dateTime(receipt.paidAt), figure: true },
        ]}
      />
      <ReceiptShow orderId={url.get('show')} close={() => url.set({ show: undefined })} />
    </Page>
  )
}
