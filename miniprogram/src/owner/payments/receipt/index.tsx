import { communityOfOrder } from '@linli/shared/ids'
import { paymentsApi } from '@linli/shared/payments/api'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call } from '../../../api'
import { Page } from '../../../kit/page'
import { useLoad } from '../../../use-load'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { ReceiptPaper } from '../receipt-paper'

export default function ReceiptPage() {
  return <SignedIn>{() => <ReceiptDetail />}</SignedIn>
}

const looksAfterMs = [2000, 5000]

/** One receipt, as it is on paper. */
function ReceiptDetail() {
  const { orderId = '' } = useRouter().params
  const load = useLoad(
    `receipt.${orderId}`,
    () => call(paymentsApi.myReceipt, { communityId: communityOfOrder(orderId), orderId }),
    paymentsApi.myReceipt.output,
  )
  const receipt = load.data
  const phone = useHomeOf(receipt?.lines[0]?.object.id)?.officePhone
  const [looks, setLooks] = useState(0)
  const { reload } = load
  const numbering = receipt !== undefined && receipt.serial === undefined
  useEffect(() => {
    const wait = looksAfterMs[looks]
    if (!numbering || wait === undefined) return undefined
    const timer = setTimeout(() => void reload().then(() => setLooks(looks + 1)), wait)
    return () => clearTimeout(timer)
  }, [numbering, looks, reload])
  return (
    <Page load={load} skeleton={[480]} phone={phone}>
      {receipt ? <ReceiptPaper receipt={receipt} /> : null}
    </Page>
  )
}
