import { runApi } from '@linli/shared/billing/run-api'
import type { BillingRun } from '@linli/shared/billing/run-schema'
import { periodName } from '@linli/shared/billing/words'
import { Button } from 'antd'
import { Banner, Refusal } from '../kit/banner'
import { yuan } from '../kit/format'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { runWords as words } from './run-words'

/** What happened to the rooms and fee items since the drafts were computed, and the way to compute them anew. */
export function RunNotes({ run }: { run: BillingRun }) {
  const { changedItems = [], heldBack, changedRooms, voidedGaps } = run
  return (
    <>
      {changedItems.length > 0 && (
        <Banner tone="due" action={<Redraft run={run} />}>
          {words.changedItems(changedItems.join('、'))}
        </Banner>
      )}
      {heldBack && (
        <Banner tone="due" action={<Redraft run={run} />}>
          <strong>{words.heldBack(heldBack.bills, yuan(heldBack.amountFen))}</strong>
          <p>
            {words.heldBackLine(heldBack.count)}
            {words.some(heldBack)}
          </p>
        </Banner>
      )}
      {changedRooms && !heldBack && (
        <Banner tone="info" action={<Redraft run={run} />}>
          <strong>{words.changedRooms(changedRooms.count)}</strong>
          <p>{words.some(changedRooms)}</p>
        </Banner>
      )}
      {voidedGaps && voidedGaps.count > 0 && (
        <Banner tone="info">
          {words.voidedGaps(voidedGaps.count)}
          <ul>
            {voidedGaps.first.map(({ roomId, code, feeItemName, period }) => (
              <li key={`${roomId} ${feeItemName} ${period.from}`}>
                {code} {feeItemName} {periodName(period)}
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </>
  )
}

/** Computes anew what the batch has not issued; for those who may run bills. */
export function Redraft({ run }: { run: BillingRun }) {
  const { communityId, can } = usePlace()
  const redraft = useWrite(runApi.redraftRun, { refreshes: ['billing.', 'audit.'] })
  if (!can('billing:run')) return null
  return (
    <div>
      <Button disabled={redraft.isPending} onClick={() => redraft.mutate({ communityId, runId: run.runId })}>
        {words.redraft}
      </Button>
      <Refusal error={redraft.error} />
    </div>
  )
}
