import { periodName } from '@linli/shared/billing/words'
import { openingApi } from '@linli/shared/opening/api'
import { type OpeningDraft, openingKindNames, openingStateNames } from '@linli/shared/opening/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { billWords } from '../billing/bill-words'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { dateTime, yuan } from '../kit/format'
import { Tag } from '../kit/tag'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { openingWords as words, stateTones } from './words'

/** One balance: whose it is, where it came from, and how it goes out again. */
export function DraftShow({ draft, close }: { draft: OpeningDraft | undefined; close: () => void }) {
  return (
    <DetailDrawer title={words.drawer} open={draft !== undefined} close={close} width={560}>
      {draft && <Details draft={draft} close={close} />}
    </DetailDrawer>
  )
}

function Details({ draft, close }: { draft: OpeningDraft; close: () => void }) {
  const { communityId, can } = usePlace()
  const { facts } = words
  const { kind, state, payer, object, draftId } = draft
  return (
    <>
      <Facts
        items={[
          [words.columns.room, object.code],
          [facts.kind, openingKindNames[kind]],
          [
            facts.state,
            <Tag key="state" tone={stateTones[state]}>
              {openingStateNames[state]}
            </Tag>,
          ],
          [facts.payer, `${billWords.payerKinds[payer.kind]} ${payer.name}`],
          [facts.item, draft.itemName],
          [facts.period, draft.period && periodName(draft.period)],
          [facts.amount, yuan(draft.amountFen)],
          [facts.paidOn, draft.paidOn],
          [facts.receiptNumber, draft.receiptNumber],
          [facts.createdAt, dateTime(draft.createdAt)],
          [facts.reason, draft.reason],
        ]}
      />
      <div className="bar">
        {kind === 'arrears' && state === 'confirmed' && (
          <Link to={`/c/${communityId}/bills?room=${object.id}&show=${object.id}.${draftId}`}>{words.toBill}</Link>
        )}
        {can('imports:run') && <Link to={`/c/${communityId}/imports/${draft.importId}`}>{words.toImport}</Link>}
      </div>
      {can('opening:confirm') && (state === 'draft' || state === 'confirmed') && (
        <TakeOut draft={draft} how={state === 'draft' ? 'discard' : 'reverse'} close={close} />
      )}
    </>
  )
}

/** Before the confirmation a draft is discarded, after it reversed; both with a reason. */
function TakeOut({ draft, how, close }: { draft: OpeningDraft; how: 'discard' | 'reverse'; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const { draftId, object } = draft
  const isDraft = how === 'discard'
  const takeOut = useWrite(openingApi[how], {
    refreshes: ['opening.', 'billing.', 'payments.', 'audit.'],
    onDone: () => {
      toast(isDraft ? words.discarded : words.reversed)
      setAsking(false)
      close()
    },
  })
  return (
    <div className="bar">
      <Button danger onClick={() => setAsking(true)}>
        {words[how]}
      </Button>
      <ConfirmDialog
        title={isDraft ? words.discardTitle(object.code) : words.reverseTitle(object.code)}
        open={asking}
        close={() => setAsking(false)}
        action={words[how]}
        danger
        needsReason
        busy={takeOut.isPending}
        error={takeOut.error}
        confirm={reason => takeOut.mutate({ communityId, draftId, reason })}
      >
        <p>{isDraft ? words.discardLine : words.reverseLine}</p>
      </ConfirmDialog>
    </div>
  )
}
