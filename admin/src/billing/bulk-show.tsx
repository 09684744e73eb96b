import { bulkApi } from '@linli/shared/billing/bulk-api'
import { type BulkJob, bulkKindNames, bulkStateNames } from '@linli/shared/billing/bulk-schema'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { Banner } from '../kit/banner'
import { ConfirmDialog } from '../kit/confirm-dialog'
import '../kit/confirm-bar.css'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton } from '../kit/state'
import { Tag } from '../kit/tag'
import { UnderWay } from '../kit/under-way'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { BulkItems } from './bulk-items'
import { bulkTones, isBusy } from './bulk-list'
import { bulkWords as words } from './bulk-words'

/** One bulk job from its preview to what was done and what could not be. */
export function BulkShow() {
  const { communityId } = usePlace()
  const { jobId = '' } = useParams()
  const query = useRead(bulkApi.getBulk, { communityId, jobId }, { pollWhile: isBusy })
  const job = query.data
  return (
    <Page
      title={job ? bulkKindNames[job.task.kind] : shared.pages.bulk}
      line={<Link to={`/c/${communityId}/bulk`}>{words.back}</Link>}
      actions={job && <Tag tone={bulkTones[job.state]}>{bulkStateNames[job.state]}</Tag>}
    >
      {job ? (
        <Stage job={job} />
      ) : (
        <Card>{query.error ? <Failed error={query.error} retry={query.refetch} /> : <Skeleton />}</Card>
      )}
    </Page>
  )
}

function Stage({ job }: { job: BulkJob }) {
  const progress = { done: job.done + job.refused, total: job.count }
  const text = words.progress(progress.done, progress.total)
  if (job.state === 'preparing')
    return <UnderWay title={words.preparing} line={words.preparingLine} progress={progress} text="" />
  if (job.state === 'working')
    return <UnderWay title={words.working} line={words.workingLine} progress={progress} text={text} />
  return (
    <>
      <Said job={job} />
      {job.count > 0 && <BulkItems job={job} />}
      {(job.state === 'ready' || job.state === 'failed') && <Decision job={job} />}
    </>
  )
}

function Said({ job }: { job: BulkJob }) {
  const { state, count, problems, done, refused, before, after, task } = job
  if (state === 'discarded') return <Banner tone="info">{words.discarded}</Banner>
  if (state === 'failed') return <Banner tone="danger">{words.failed}</Banner>
  if (state === 'done') return <Banner tone={refused > 0 ? 'due' : 'ok'}>{words.done(done, refused)}</Banner>
  if (count === 0) return <Banner tone="info">{words.none}</Banner>
  return (
    <Banner tone={problems > 0 ? 'due' : 'info'}>
      <strong>{words.found(count)}</strong>
      {task.kind !== 'tariff' && before > 0 && <p className="figure">{words.sums(before, after)}</p>}
      {problems > 0 && <p>{words.problems(problems)}</p>}
    </Banner>
  )
}

function Decision({ job }: { job: BulkJob }) {
  const { communityId, can } = usePlace()
  const [asking, setAsking] = useState<'go' | 'discard'>()
  const close = () => setAsking(undefined)
  const done = { refreshes: ['billing.', 'insight.', 'audit.', 'payments.'], onDone: close }
  const go = useWrite(bulkApi.confirmBulk, done)
  const discard = useWrite(bulkApi.discardBulk, done)
  const { jobId, count, before, after, problems } = job
  if (!can('billing:void')) return null
  const action = job.state === 'failed' ? words.again : words.go(count - problems)
  return (
    <div className="confirm-bar">
      <Button danger onClick={() => setAsking('discard')}>
        {words.discard}
      </Button>
      <Button type="primary" disabled={count === problems} onClick={() => setAsking('go')}>
        {action}
      </Button>
      <ConfirmDialog
        title={words.goTitle}
        open={asking === 'go'}
        close={close}
        action={action}
        busy={go.isPending}
        error={go.error}
        confirm={() => go.mutate({ communityId, jobId, count, before, after })}
      >
        <p>{words.goLine}</p>
      </ConfirmDialog>
      <ConfirmDialog
        title={words.discardTitle}
        open={asking === 'discard'}
        close={close}
        action={words.discard}
        danger
        busy={discard.isPending}
        error={discard.error}
        confirm={() => discard.mutate({ communityId, jobId })}
      >
        <p>{words.discardLine}</p>
      </ConfirmDialog>
    </div>
  )
}
