import { periodName } from '@linli/shared/billing/words'
import { invoicesApi } from '@linli/shared/invoices/api'
import type { Invoice } from '@linli/shared/invoices/schema'
import { taxRateWords } from '@linli/shared/invoices/words'
import { DataTable } from '../kit/data-table'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { dateTime, yuan } from '../kit/format'
import { Failed, Skeleton } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { InvoiceActions } from './invoice-actions'
import { InvoiceNotes } from './invoice-notes'
import { InvoiceTag } from './invoice-tag'
import { invoiceWords } from './words'

const words = invoiceWords.show

/** One invoice beside the list: what it is, what stands in the way, what can be done. */
export function InvoiceShow({ invoiceId, close }: { invoiceId: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const invoice = useRead(
    invoicesApi.getInvoice,
    { communityId, invoiceId: invoiceId ?? '' },
    { enabled: invoiceId !== undefined, pollWhile: ({ state }) => state === 'requested' || state === 'issuing' },
  )
  return (
    <DetailDrawer title={words.title} open={invoiceId !== undefined} close={close} width={760}>
      {invoice.data ? (
        <Details invoice={invoice.data} />
      ) : invoice.error ? (
        <Failed error={invoice.error} retry={invoice.refetch} />
      ) : (
        <Skeleton />
      )}
    </DetailDrawer>
  )
}

function Details({ invoice }: { invoice: Invoice }) {
  const { facts } = words
  const { buyer } = invoice
  const company = buyer.kind === 'company' ? buyer : undefined
  return (
    <>
      <InvoiceNotes invoice={invoice} />
      <Facts
        items={[
          [facts.state, <InvoiceTag key="state" invoice={invoice} />],
          [facts.number, invoice.number],
          [facts.buyer, buyer.name],
          [facts.gross, yuan(invoice.grossFen)],
          ...(company ? [fact(facts.taxNumber, company.taxNumber)] : []),
          [facts.net, yuan(invoice.netFen)],
          [facts.tax, yuan(invoice.taxFen)],
          [facts.seller, invoice.sellerName],
          [facts.requested, `${dateTime(invoice.requestedAt)} ${invoiceWords.by[invoice.requestedBy]}`],
          [facts.issued, invoice.issuedAt && dateTime(invoice.issuedAt)],
          ...(company?.address ? [fact(facts.address, company.address)] : []),
          ...(company?.phone ? [fact(facts.phone, company.phone)] : []),
          ...(company?.bank ? [fact(facts.bank, company.bank)] : []),
          ...(company?.bankAccount ? [fact(facts.account, company.bankAccount)] : []),
        ]}
      />
      <InvoiceActions invoice={invoice} />
      <Lines invoice={invoice} />
    </>
  )
}

const fact = (name: string, value: string): [string, string] => [name, value]

function Lines({ invoice }: { invoice: Invoice }) {
  const { lineColumns: columns } = words
  return (
    <section className="drawer-part">
      <h2>{words.lines}</h2>
      <DataTable
        caption={words.lines}
        rows={invoice.lines}
        rowKey={line => line.billId + line.kind}
        sticky={false}
        columns={[
          { title: columns.room, cell: line => <span className="figure">{line.object.code}</span> },
          {
            title: columns.item,
            cell: line => (line.kind === 'late_fee' ? words.late(line.feeItemName) : line.feeItemName),
          },
          { title: columns.period, cell: line => periodName(line.period) },
          { title: columns.net, cell: line => yuan(line.netFen), figure: true },
          { title: columns.rate, cell: line => taxRateWords(line.taxRateBp), figure: true },
          { title: columns.tax, cell: line => yuan(line.taxFen), figure: true },
          { title: columns.gross, cell: line => yuan(line.grossFen), figure: true },
        ]}
      />
    </section>
  )
}
