import { invoicesApi } from '@linli/shared/invoices/api'
import { type Invoice, InvoiceGroup } from '@linli/shared/invoices/schema'
import { monthOf } from '@linli/shared/time'
import { Button, type InputRef, Segmented } from 'antd'
import { useRef, useState } from 'react'
import { dateTime, today, yuan } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { MonthStepper } from '../kit/stepper'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { DeskSearch } from '../payments/desk-search'
import { roomsOf } from '../payments/rooms-of'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { Link } from 'react-router'
import { InvoiceRequest } from './invoice-request'
import { InvoiceShow } from './invoice-show'
import { InvoiceTag } from './invoice-tag'
import { invoiceWords as words } from './words'

const tabs = ['all', ...InvoiceGroup.options] as const
const isUnderWay = ({ state, red }: Invoice) =>
  state === 'requested' || state === 'issuing' || (state === 'red_pending' && red?.state === 'confirmed')

/** 发票: what waits for somebody stands over all months, the rest by the month of its request. */
export function InvoiceList() {
  const { communityId, can } = usePlace()
  const url = useUrlState()
  const group = InvoiceGroup.safeParse(url.get('tab')).data
  const month = group === 'waiting' || group === 'working' ? undefined : (url.get('month') ?? monthOf(today()))
  const invoices = usePages(invoicesApi.listInvoices, { communityId, group, month }, { pollWhile: isUnderWay })
  const [asking, setAsking] = useState(false)
  const field = useRef<InputRef>(null)
  return (
    <Page
      title={shared.pages.invoices}
      line={words.line}
      actions={<Link to={`/c/${communityId}/invoice-titles`}>{shared.pages.invoiceTitles}</Link>}
    >
      <div className="bar">
        <Segmented
          aria-label={words.columns.state}
          className="bar-segment"
          value={group ?? 'all'}
          options={tabs.map(tab => ({ value: tab, label: words.groups[tab] }))}
          onChange={tab => url.set({ tab: tab === 'all' ? undefined : tab, show: undefined })}
        />
        {month && <MonthStepper month={month} change={next => url.set({ month: next })} />}
        {can('invoices:issue') && (
          <Button type={asking ? 'default' : 'primary'} onClick={() => setAsking(!asking)}>
            {asking ? words.stop : words.start}
          </Button>
        )}
      </div>
      {asking && <DeskSearch field={field} pick={roomId => url.set({ new: roomId })} />}
      <PagedTable
        caption={words.caption}
        query={invoices}
        rowKey={invoice => invoice.invoiceId}
        open={invoice => url.set({ show: invoice.invoiceId })}
        selected={url.get('show')}
        empty={<State {...words.empty[group === 'waiting' ? group : group ? 'other' : 'all']} />}
        columns={[
          { title: words.columns.at, cell: invoice => dateTime(invoice.requestedAt) },
          { title: words.columns.rooms, cell: invoice => roomsOf(invoice.lines) },
          { title: words.columns.buyer, cell: invoice => invoice.buyer.name },
          { title: words.columns.amount, cell: invoice => yuan(invoice.grossFen), figure: true },
          { title: words.columns.number, cell: invoice => invoice.number ?? kitWords.none, figure: true, wide: true },
          { title: words.columns.by, cell: invoice => words.by[invoice.requestedBy], wide: true },
          { title: words.columns.state, cell: invoice => <InvoiceTag invoice={invoice} /> },
        ]}
      />
      <InvoiceShow invoiceId={url.get('show')} close={() => url.set({ show: undefined })} />
      <InvoiceRequest
        roomId={url.get('new')}
        bills={url.get('bills')}
        close={() => url.set({ new: undefined, bills: undefined })}
        done={invoiceId => {
          setAsking(false)
          url.set({ new: undefined, bills: undefined, show: invoiceId })
        }}
      />
    </Page>
  )
}
