import { myInvoicesApi } from '@linli/shared/invoices/my-api'
import type { Invoice } from '@linli/shared/invoices/schema'
import { periodName } from '@linli/shared/billing/words'
import { beijingDate, formatFullDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { call } from '../../../api'
import { Amount } from '../../../kit/amount'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { Row } from '../../../kit/row'
import { useWords } from '../../../kit/use-words'
import { useLoad } from '../../../use-load'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { AskForMessages } from '../../messages/ask-for-messages'
import { CopyLink } from '../copy-link'
import { InvoiceTag } from '../invoice-tag'
import { invoiceUrl } from '../pages'
import { invoiceWords } from '../words'

export default function InvoicePage() {
  return <SignedIn>{() => <InvoiceDetail />}</SignedIn>
}

const askAgainMs = 5_000
const isUnderWay = ({ state }: Invoice) => state === 'requested' || state === 'issuing' || state === 'red_pending'

/** One invoice: where it stands, and its link once it is there. */
function InvoiceDetail() {
  const words = useWords(invoiceWords)
  const { communityId = '', invoiceId = '' } = useRouter().params
  const load = useLoad(`invoice.${invoiceId}`, () => call(myInvoicesApi.myInvoice, { communityId, invoiceId }))
  const { data: invoice, reload } = load
  const phone = useHomeOf(invoice?.lines[0]?.object.id)?.officePhone
  useEffect(() => {
    if (!invoice || !isUnderWay(invoice)) return
    const timer = setTimeout(() => void reload(), askAgainMs)
    return () => clearTimeout(timer)
  }, [invoice, reload])
  return (
    <Page load={load} refresh skeleton={[120, 320]} phone={phone}>
      {invoice ? <Shown invoice={invoice} /> : null}
      {invoice && isUnderWay(invoice) ? (
        <AskForMessages head={words.tellMe} line={words.tellMeLine} kinds={['invoice_news']} />
      ) : null}
    </Page>
  )
}

function Shown({ invoice }: { invoice: Invoice }) {
  const words = useWords(invoiceWords)
  const { communityId, replacedById, buyer } = invoice
  return (
    <>
      <Card>
        <View className="own-due">
          <View className="ll-bar">
            <Amount fen={invoice.grossFen} size="num" />
            <InvoiceTag state={invoice.state} />
          </View>
          <View className="ll-sub" ariaLive="polite">
            {useSaying(invoice)}
          </View>
          {invoice.number ? <CopyLink invoice={invoice} /> : null}
          {replacedById ? (
            <Button
              kind="plain"
              wide
              onTap={() => void Taro.navigateTo({ url: invoiceUrl({ communityId, invoiceId: replacedById }) })}
            >
              {words.replaced}
            </Button>
          ) : null}
        </View>
      </Card>
      <Card flush>
        <Row title={words.buyer} value={buyer.name} />
        {buyer.kind === 'company' ? <Row title={words.taxNumber} value={buyer.taxNumber} /> : null}
        {invoice.number ? <Row title={words.number} value={invoice.number} /> : null}
        {invoice.issuedAt ? <Row title={words.day} value={formatFullDate(beijingDate(invoice.issuedAt))} /> : null}
        <Row title={words.seller} value={invoice.sellerName} />
        <Row title={words.tax} value={<Amount fen={invoice.taxFen} />} />
      </Card>
      <Card>
        <View className="ll-title">{words.items}</View>
        {invoice.lines.map(line => (
          <View className="own-line" key={line.billId + line.kind}>
            <View className="own-line__text">
              <View className="own-words">
                {line.kind === 'late_fee' ? words.lateItem(line.feeItemName) : line.feeItemName}
              </View>
              <View className="own-line__note">{periodName(line.period)}</View>
            </View>
            <Amount fen={line.grossFen} />
          </View>
        ))}
      </Card>
    </>
  )
}

function useSaying({ state, problem = '' }: Invoice): string {
  const words = useWords(invoiceWords)
  switch (state) {
    case 'requested':
    case 'issuing':
      return words.working
    case 'issued':
      return words.issuedLine
    case 'failed':
      return words.failedLine(problem)
    case 'red_pending':
      return words.redLine
    case 'reversed':
      return words.reversed
    case 'withdrawn':
      return words.withdrawn
  }
}
