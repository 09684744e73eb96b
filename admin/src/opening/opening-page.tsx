import { openingApi } from '@linli/shared/opening/api'
import type { OpeningConfirmation } from '@linli/shared/opening/schema'
import { Link } from 'react-router'
import { Banner } from '../kit/banner'
import { dateTime } from '../kit/format'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { UnderWay } from '../kit/under-way'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { DraftList } from './draft-list'
import { OpeningConfirm } from './opening-confirm'
import { OpeningTotals } from './opening-totals'
import { openingWords as words } from './words'

const isUnderWay = ({ confirmation }: { confirmation?: OpeningConfirmation | undefined }) =>
  confirmation?.state === 'checking' || confirmation?.state === 'posting'

/** 期初余额: what an import brought along, its totals, and the accountant's confirmation. */
export function OpeningPage() {
  const { communityId, can } = usePlace()
  const query = useRead(openingApi.totals, { communityId, limit: 1 }, { pollWhile: isUnderWay })
  const totals = query.data
  const toImports = can('imports:run') && <Link to={`/c/${communityId}/imports`}>{words.toImports}</Link>
  return (
    <Page title={shared.pages.opening} line={words.line}>
      {!totals ? (
        <Card>{query.error ? <Failed error={query.error} retry={query.refetch} /> : <Skeleton />}</Card>
      ) : totals.items.length === 0 && !totals.confirmation ? (
        <Card>
          <State {...words.none} action={toImports} />
        </Card>
      ) : (
        <>
          <Confirmation confirmation={totals.confirmation} />
          <OpeningTotals totals={totals} />
          <DraftList settled={totals.confirmation?.finishedAt} />
          {!isUnderWay(totals) && <OpeningConfirm sums={totals.draft} />}
        </>
      )}
    </Page>
  )
}

/** How the newest confirmation goes, or went. */
function Confirmation({ confirmation }: { confirmation: OpeningConfirmation | undefined }) {
  if (!confirmation) return null
  const { state, progress, problem, leftOut = 0, startedBy, finishedAt } = confirmation
  switch (state) {
    case 'checking':
    case 'posting': {
      const text = words.progress(progress.done, progress.total)
      return <UnderWay title={words.working[state]} line={words.workingLine} progress={progress} text={text} />
    }
    case 'refused':
      return (
        <Banner tone="danger">
          <strong>{words.refused}</strong>
          <p>{problem}</p>
        </Banner>
      )
    case 'done':
      return (
        <Banner tone="ok">
          <strong>{words.done(progress.total - leftOut)}</strong>
          {finishedAt && <p>{words.doneBy(startedBy, dateTime(finishedAt))}</p>}
          {leftOut > 0 && <p>{words.leftOut(leftOut)}</p>}
        </Banner>
      )
  }
}
