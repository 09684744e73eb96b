import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Page } from '../../../kit/page'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { isWaiting } from '../order-view'
import { Outcome } from '../outcome'
import { paidUrl, type Said, saidOf } from '../pages'
import { useOrderWatch } from '../use-order-watch'
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
  useEffect(() => {
    if (view === 'paid') void Taro.redirectTo({ url: paidUrl(orderId) })
  }, [view, orderId])
  const waits = isWaiting(view) || view === 'ended' || view === 'paid'
  return (
    <Page phone={phone}>
      {waits ? (
        <Waiting watch={watch} said={said} />
      ) : (
        <Outcome
          view={view}
          order={order}
          reason={reason}
          phone={phone}
          onPaid={(next, answer, why) =>
            setAttempt(last => ({ orderId: next, said: answer, reason: why, run: last.run + 1 }))
          }
        />
      )}
    </Page>
  )
}
