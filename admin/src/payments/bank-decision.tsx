import { bankApi } from '@linli/shared/payments/bank-api'
import type { BankBatch } from '@linli/shared/payments/bank-schema'
import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { Refusal } from '../kit/banner'
import '../kit/confirm-bar.css'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { bankWords as words } from './bank-words'

/** What comes next for a batch: send or give up; then end it, or try what failed once more. */
export function BankDecision({ batch }: { batch: BankBatch }) {
  const { communityId, can } = usePlace()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'send' | 'discard' | 'close'>()
  const close = () => setAsking(undefined)
  const done = { refreshes: ['payments.', 'billing.', 'audit.'], onDone: close }
  const send = useWrite(bankApi.sendBankBatch, done)
  const discard = useWrite(bankApi.discardBankBatch, done)
  const end = useWrite(bankApi.closeBankBatch, done)
  const retry = useWrite(bankApi.createBankBatch, {
    refreshes: ['payments.', 'audit.'],
    onDone: ({ batchId }) => void navigate(`/c/${communityId}/bank/${batchId}`),
  })
  const { batchId, state, tally, filter, formatId, entityId } = batch
  const one = { communityId, batchId }
  const { planned, sent, failed } = tally
  const mayRetry = (state === 'sent' || state === 'closed') && failed.count > 0
  if (!can('payments:reconcile') || (state !== 'review' && state !== 'sent' && !mayRetry)) return null
  return (
    <div className="confirm-bar">
      <div className="bar">
        {state === 'review' && (
          <Button danger onClick={() => setAsking('discard')}>
            {words.discard}
          </Button>
        )}
        {state === 'sent' && <Button onClick={() => setAsking('close')}>{words.close}</Button>}
      </div>
      <Refusal error={retry.error} />
      {state === 'review' && (
        <Button type="primary" disabled={planned.count === 0} onClick={() => setAsking('send')}>
          {planned.count === 0 ? words.nothing : words.send(planned.count, planned.amountFen)}
        </Button>
      )}
      {mayRetry && (
        <Button
          loading={retry.isPending}
          onClick={() => retry.mutate({ communityId, formatId, entityId, filter: { ...filter, retryOf: batchId } })}
        >
          {words.retry}
        </Button>
      )}
      <ConfirmDialog
        title={words.sendTitle}
        open={asking === 'send'}
        close={close}
        action={words.send(planned.count, planned.amountFen)}
        busy={send.isPending}
        error={send.error}
        confirm={() => send.mutate({ ...one, ...planned })}
      >
        <p>{words.sendLine}</p>
      </ConfirmDialog>
      <ConfirmDialog
        title={words.discardTitle}
        open={asking === 'discard'}
        close={close}
        action={words.discard}
        danger
        needsReason
        busy={discard.isPending}
        error={discard.error}
        confirm={reason => discard.mutate({ ...one, reason })}
      >
        <p>{words.discardLine}</p>
      </ConfirmDialog>
      <ConfirmDialog
        title={words.closeTitle}
        open={asking === 'close'}
        close={close}
        action={words.close}
        danger
        needsReason
        busy={end.isPending}
        error={end.error}
        confirm={reason => end.mutate({ ...one, reason })}
      >
        <p>{words.closeLine(sent.count)}</p>
      </ConfirmDialog>
    </div>
  )
}
