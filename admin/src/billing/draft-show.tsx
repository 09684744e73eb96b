import type { Draft } from '@linli/shared/billing/run-schema'
import { periodName } from '@linli/shared/billing/words'
import { Link } from 'react-router'
import { Banner } from '../kit/banner'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { yuan } from '../kit/format'
import { usePlace } from '../session'
import { Computation } from './computation'
import { billWords as words } from './bill-words'
import { runWords } from './run-words'

/** One draft with its computation, or with the reason why there is none. */
export function DraftShow({ draft, close }: { draft: Draft | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const charge = draft?.charge
  return (
    <DetailDrawer
      title={draft ? words.title(draft.feeItemName, periodName(draft.period)) : ''}
      open={draft !== undefined}
      close={close}
    >
      {draft?.problem && (
        <Banner tone="danger">
          {draft.problem}
          <p>{runWords.blockedLine}</p>
        </Banner>
      )}
      {draft && (
        <Facts
          items={[
            [
              words.facts.room,
              <Link key="room" to={`/c/${communityId}/rooms?prefix=${draft.object.code}&show=${draft.object.id}`}>
                {draft.object.code}
              </Link>,
            ],
            [words.facts.payer, charge?.payer.name],
            [words.facts.amount, charge && yuan(charge.amountFen)],
            [runWords.draftColumns.previous, draft.previousFen === undefined ? undefined : yuan(draft.previousFen)],
            [words.facts.due, charge?.dueDate],
          ]}
        />
      )}
      {charge && <Computation lines={charge.lines} amountFen={charge.amountFen} />}
    </DetailDrawer>
  )
}
