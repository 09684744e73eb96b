import { runApi } from '@linli/shared/billing/run-api'
import { type BillingRun, type RunState, runStateNames } from '@linli/shared/billing/run-schema'
import { periodName } from '@linli/shared/billing/words'
import { Link, useParams } from 'react-router'
import { Banner } from '../kit/banner'
import { dateTime } from '../kit/format'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton } from '../kit/state'
import { Tag } from '../kit/tag'
import { UnderWay } from '../kit/under-way'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import './billing.css'
import { RunDecision } from './run-decision'
import { isUnderWay, runTones } from './run-list'
import { RunNotes } from './run-notes'
import { RunReview } from './run-review'
import { runWords as words } from './run-words'

/** 出账核对: one batch from its drafts to published bills, read again while the server is at work. */
export function RunShow() {
  const { communityId } = usePlace()
  const { runId = '' } = useParams()
  const query = useRead(runApi.getRun, { communityId, runId }, { pollWhile: isUnderWay })
  const run = query.data
  return (
    <Page
      title={run ? words.title(periodName(run)) : shared.pages.runs}
      line={
        <>
          <Link to={`/c/${communityId}/runs`}>{words.back}</Link>
          {run?.roomIds && ` · ${words.onlyRooms(run.roomIds.length)}`}
        </>
      }
      actions={run && <Steps state={run.state} />}
    >
      {run ? (
        <Stage run={run} />
      ) : (
        <Card>{query.error ? <Failed error={query.error} retry={query.refetch} /> : <Skeleton />}</Card>
      )}
    </Page>
  )
}

const stepOf: Record<RunState, number> = {
  computing: 0,
  ready: 1,
  publishing: 2,
  published: 2,
  discarded: 1,
  failed: 0,
}

function Steps({ state }: { state: RunState }) {
  return (
    <>
      <ol className="steps">
        {words.steps.map((step, nth) => (
          <li key={step} aria-current={stepOf[state] === nth ? 'step' : undefined}>
            {step}
          </li>
        ))}
      </ol>
      <Tag tone={runTones[state]}>{runStateNames[state]}</Tag>
    </>
  )
}

function Stage({ run }: { run: BillingRun }) {
  const { progress } = run
  const text = words.progress(progress.done, progress.total)
  switch (run.state) {
    case 'computing':
      return <UnderWay title={words.computing} line={words.computingLine} progress={progress} text={text} />
    case 'publishing':
      return <UnderWay title={words.publishing} line={words.publishingLine} progress={progress} text={text} />
    case 'failed':
      return (
        <>
          <Banner tone="danger">{words.failed}</Banner>
          <RunDecision run={run} />
        </>
      )
    case 'discarded':
      return <Banner tone="info">{words.discarded}</Banner>
    case 'published':
      return (
        <>
          <Published run={run} />
          <RunReview run={run} />
        </>
      )
    case 'ready':
      return (
        <>
          <RunNotes run={run} />
          <RunReview run={run} />
          <RunDecision run={run} />
        </>
      )
  }
}

function Published({ run }: { run: BillingRun }) {
  const { communityId } = usePlace()
  const issued = run.issued ?? run
  const bills = <Link to={`/c/${communityId}/bills?month=${run.from.slice(0, 7)}`}>{words.toBills}</Link>
  return (
    <Banner tone="ok" action={bills}>
      <strong>{words.published(issued.count, issued.amountFen)}</strong>
      {run.publishedBy && run.publishedAt && <p>{words.publishedBy(run.publishedBy, dateTime(run.publishedAt))}</p>}
    </Banner>
  )
}
