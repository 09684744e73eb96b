import { myInvoicesApi } from '@linli/shared/invoices/my-api'
import type { Invoice } from '@linli/shared/invoices/schema'
import { beijingDate, formatDate } from '@linli/shared/time'
import Taro from '@tarojs/taro'
import { call } from '../../../api'
import { Amount, spokenYuan } from '../../../kit/amount'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { Pager } from '../../../kit/pager'
import { Row } from '../../../kit/row'
import { State } from '../../../kit/state'
import { useWords } from '../../../kit/use-words'
import { usePages } from '../../../use-pages'
import { useHome } from '../../session'
import { SignedIn } from '../../signed-in'
import { InvoiceTag } from '../invoice-tag'
import { invoiceUrl, requestUrl } from '../pages'
import { invoiceWords } from '../words'

export default function InvoicesPage() {
  return <SignedIn>{() => <Invoices />}</SignedIn>
}

/** 发票 that this account asked for, newest first, over all its homes. */
function Invoices() {
  const words = useWords(invoiceWords)
  const home = useHome()
  const pages = usePages('invoices', cursor => call(myInvoicesApi.myInvoices, { limit: 30, cursor }))
  const items = pages.data?.items ?? []
  return (
    <Page load={pages} refresh skeleton={[56, 240]} phone={home?.officePhone}>
      {home ? (
        <Button wide onTap={() => void Taro.navigateTo({ url: requestUrl(home.roomId) })}>
          {words.start}
        </Button>
      ) : null}
      {items.length === 0 ? (
        <State icon="receipt" head={words.empty} line={words.emptyLine} />
      ) : (
        <Card flush>
          {items.map(invoice => (
            <InvoiceRow key={invoice.invoiceId} invoice={invoice} />
          ))}
        </Card>
      )}
      <Pager next={pages.next} previous={pages.previous} />
    </Page>
  )
}

function InvoiceRow({ invoice }: { invoice: Invoice }) {
  const words = useWords(invoiceWords)
  const items = [...new Set(invoice.lines.map(({ feeItemName }) => feeItemName))].join('、')
  const note = words.rowNote(formatDate(beijingDate(invoice.requestedAt)), invoice.buyer.name)
  return (
    <Row
      title={items}
      note={
        <>
          {note} <InvoiceTag state={invoice.state} />
        </>
      }
      value={<Amount fen={invoice.grossFen} />}
      label={`${items}，${note}，${words.state(invoice.state)}，${spokenYuan(invoice.grossFen)}`}
      onTap={() => void Taro.navigateTo({ url: invoiceUrl(invoice) })}
    />
  )
}
