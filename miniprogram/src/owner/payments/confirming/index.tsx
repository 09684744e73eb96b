import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Page } from '../../../kit/page'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { Outcome } from '../outcome'
import { paidUrl, type Said, saidOf } from '../pages'
import { useOrderWatch } from '../use-order-watch'
import { usePay } from '../use-pay'
import { Waiting } from '../waiting'

export default function ConfirmingPage() {
  return <SignedIn>{() => <Confirming />}</SignedIn>
}

type Attempt = { orderId: string; said: Said; reason?: string; run: number }

/** 确认中: asks about the order until it is decided; the page may be left at any time. */
function Confirming() {
  const { params } = useRouter()
  const [{ orderId, said, reason, run }, setAttempt] = useState<Attempt>({
    orderId: params.orderId ?? '',
    said: saidOf(params.said),
    reason: params.reason && decodeURIComponent(params.reason),
    run: 0,
  })
  const watch = useOrderWatch(orderId, said, run)
  const { order, view } = watch
  const phone = useHomeOf(order?.shares[0]?.object.id)?.officePhone
  const again = usePay((next, answer, why) =>
    setAttempt(last => ({ orderId: next, said: answer, reason: why, run: last.run + 1 })),
  )
  useEffect(() => {
    if (view === 'paid') void Taro.redirectTo({ url: paidUrl(orderId) })
  }, [view, orderId])
  const amountFen = again.state.phase === 'changed' ? again.state.amountFen : order?.amountFen
  const payAgain = () => {
    if (!order || amountFen === undefined) return
    const bills = order.shares.map(share => ({ roomId: share.object.id, billId: share.billId }))
    again.pay({ communityId: order.communityId, bills, amountFen })
  }
  const waits = view === 'asking' || view === 'slow' || view === 'ended' || view === 'paid'
  return (
    <Page phone={phone}>
      {waits ? (
        <Waiting watch={watch} said={said} />
      ) : (
        <Outcome
          view={view}
          reason={reason}
          phone={phone}
          amountFen={amountFen}
          attempt={again.state}
          onPay={payAgain}
        />
      )}
    </Page>
  )
}
