import { communityOfOrder } from '@linli/shared/ids'
import { paymentsApi } from '@linli/shared/payments/api'
import { isOnline } from '@linli/shared/payments/rules'
import Taro, { useRouter } from '@tarojs/taro'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Page } from '../../../kit/page'
import { useWords } from '../../../kit/use-words'
import { useLoad } from '../../../use-load'
import { requestUrl } from '../../invoices/pages'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { receiptContent } from '../receipt-content'
import { ReceiptPaper } from '../receipt-paper'
import { RefundCard } from '../refund-card'
import { SaveReceipt } from '../save-receipt'
import { useNumbered } from '../use-numbered'
import { paymentWords } from '../words'

export default function ReceiptPage() {
  return <SignedIn>{() => <ReceiptDetail />}</SignedIn>
}

/** One receipt, as it is on paper. */
function ReceiptDetail() {
  const words = useWords(paymentWords)
  const { orderId = '' } = useRouter().params
  const load = useLoad(
    `receipt.${orderId}`,
    () => call(paymentsApi.myReceipt, { communityId: communityOfOrder(orderId), orderId }),
    paymentsApi.myReceipt.output,
  )
  const receipt = load.data
  const phone = useHomeOf(receipt?.lines[0]?.object.id)?.officePhone
  const numbering = useNumbered(receipt !== undefined && receipt.serial === undefined, load.reload)
  const [first] = receipt?.lines ?? []
  const roomId = first?.object.id ?? ''
  const bills = (receipt?.lines ?? []).flatMap(({ object, billId }) => (object.id === roomId && billId ? [billId] : []))
  const content = receipt && receiptContent(receipt, words)
  return (
    <Page load={load} skeleton={[480]} phone={phone}>
      {receipt && isOnline(receipt.channel) ? <RefundCard orderId={orderId} phone={phone} /> : null}
      {content ? <ReceiptPaper content={content} /> : null}
      {content ? <SaveReceipt content={content} numbering={numbering} /> : null}
      {receipt && !receipt.isDeposit && bills.length > 0 && first?.payerName !== '' ? (
        <Button kind="plain" wide onTap={() => void Taro.navigateTo({ url: requestUrl(roomId, bills) })}>
          {words.invoice}
        </Button>
      ) : null}
    </Page>
  )
}
