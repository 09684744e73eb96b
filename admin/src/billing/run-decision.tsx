import { runApi } from '@linli/shared/billing/run-api'
import type { BillingRun } from '@linli/shared/billing/run-schema'
import { Button } from 'antd'
import { useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import '../kit/confirm-bar.css'
import { Redraft } from './run-notes'
import { runWords as words } from './run-words'

/** Publish or discard. Publishing sends the count and sum that were looked at; the server refuses when they changed. */
export function RunDecision({ run }: { run: BillingRun }) {
  const { communityId, can } = usePlace()
  const [asking, setAsking] = useState<'publish' | 'discard'>()
  const close = () => setAsking(undefined)
  const done = { refreshes: ['billing.', 'insight.', 'audit.'], onDone: close }
  const publish = useWrite(runApi.publishRun, done)
  const discard = useWrite(runApi.discardRun, done)
  const failed = run.flags.failed ?? 0
  const { runId, count, amountFen } = run
  const isReady = run.state === 'ready'
  const isStale = (run.changedItems?.length ?? 0) > 0 || run.heldBack !== undefined
  return (
    <div className="confirm-bar">
      {can('billing:run') ? (
        <div className="bar">
          <Button danger onClick={() => setAsking('discard')}>
            {words.discard}
          </Button>
          {(failed > 0 || run.state === 'failed') && <Redraft run={run} />}
        </div>
      ) : (
        <span />
      )}
      {isReady && failed > 0 && (
        <p className="confirm-why">
          <strong>{words.blocked(failed)}</strong>
          <br />
          {words.blockedLine}
        </p>
      )}
      {isReady && failed === 0 && !can('billing:publish') && <p>{words.nobodyMay}</p>}
      {isReady && can('billing:publish') && (
        <Button type="primary" disabled={failed > 0 || count === 0 || isStale} onClick={() => setAsking('publish')}>
          {words.publish(count, amountFen)}
        </Button>
      )}
      <ConfirmDialog
        title={words.publishTitle}
        open={asking === 'publish'}
        close={close}
        action={words.publish(count, amountFen)}
        busy={publish.isPending}
        error={publish.error}
        confirm={() => publish.mutate({ communityId, runId, count, amountFen })}
      >
        <p>{words.publishLine}</p>
      </ConfirmDialog>
      <ConfirmDialog
        title={words.discardTitle}
        open={asking === 'discard'}
        close={close}
        action={words.discard}
        danger
        busy={discard.isPending}
        error={discard.error}
        confirm={() => discard.mutate({ communityId, runId })}
      >
        <p>{words.discardLine}</p>
      </ConfirmDialog>
    </div>
  )
}
