import { refundApi } from '@linli/shared/payments/refund-api'
import { mayGiveUp } from '@linli/shared/payments/refund-state'
import type { Refund } from '@linli/shared/payments/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { yuan } from '../kit/format'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { onlineWords as words } from './online-words'
import { refundRefreshes as refreshes } from './refund-moving'
import { RefundResend } from './refund-resend'

/** What can be done about a refund now, by whoever may; whoever asked for it cannot agree to it. */
export function RefundActions({ refund }: { refund: Refund }) {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const [asking, setAsking] = useState<'refuse' | 'giveUp' | 'resend'>()
  const { orderId, refundId, state, seenAt, amountFen } = refund
  const place = { communityId, orderId, refundId }
  const told = (text: string) => () => {
    toast(text)
    setAsking(undefined)
  }
  const decide = useWrite(refundApi.decideRefund, {
    refreshes,
    onDone: decided => told(decided.state === 'refused' ? words.refused2 : words.approved)(),
  })
  const retry = useWrite(refundApi.retryRefund, { refreshes })
  const giveUp = useWrite(refundApi.giveUpRefund, { refreshes, onDone: told(words.gaveUp) })
  const seen = useWrite(refundApi.seeRefund, { refreshes })
  if (!can('payments:refund')) return null
  return (
    <>
      <Refusal error={retry.error ?? seen.error ?? (asking === undefined ? decide.error : undefined)} />
      <div className="bar">
        {state === 'waiting' && (
          <>
            <Button
              type="primary"
              loading={decide.isPending && asking === undefined}
              onClick={() => decide.mutate({ ...place, approve: true })}
            >
              {words.approve(yuan(amountFen))}
            </Button>
            <Button onClick={() => setAsking('refuse')}>{words.refuse}</Button>
          </>
        )}
        {refund.trouble && mayGiveUp(refund) && (
          <>
            <Button loading={retry.isPending} onClick={() => retry.mutate(place)}>
              {words.retry}
            </Button>
            <Button onClick={() => setAsking('giveUp')}>{words.giveUp}</Button>
          </>
        )}
        {state === 'abnormal' && (
          <Button type="primary" onClick={() => setAsking('resend')}>
            {words.resend}
          </Button>
        )}
        {state === 'closed' && !seenAt && (
          <Button loading={seen.isPending} onClick={() => seen.mutate(place)}>
            {words.seen}
          </Button>
        )}
      </div>
      <ConfirmDialog
        title={asking === 'giveUp' ? words.giveUp : words.refuseTitle}
        open={asking === 'refuse' || asking === 'giveUp'}
        close={() => setAsking(undefined)}
        action={asking === 'giveUp' ? words.giveUp : words.refuse}
        danger
        needsReason
        busy={decide.isPending || giveUp.isPending}
        error={asking === 'giveUp' ? giveUp.error : decide.error}
        confirm={reason =>
          asking === 'giveUp'
            ? giveUp.mutate({ ...place, reason })
            : decide.mutate({ ...place, approve: false, reason })
        }
      >
        <p>{asking === 'giveUp' ? words.giveUpLine : words.refuseLine}</p>
      </ConfirmDialog>
      <RefundResend place={place} open={asking === 'resend'} close={() => setAsking(undefined)} />
    </>
  )
}
