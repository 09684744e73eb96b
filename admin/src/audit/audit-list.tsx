import { auditApi } from '@linli/shared/audit/api'
import type { AuditRecord } from '@linli/shared/audit/schema'
import { monthOf } from '@linli/shared/time'
import { Button } from 'antd'
import { Link } from 'react-router'
import { dateTime, today } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { MonthStepper } from '../kit/stepper'
import { useUrlState } from '../kit/url-state'
import { type PagesQuery, usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { actionName, actorNames, auditWords as words, objectName, summaryText } from './words'

/** Everything that was written, by month, of one record, or by one person. */
export function AuditList() {
  const url = useUrlState()
  const [objectType, objectId] = (url.get('object') ?? '').split('/')
  const actorId = url.get('actor')
  return (
    <Page title={shared.pages.audit} line={words.line}>
      {objectType && objectId ? (
        <OfObject objectType={objectType} objectId={objectId} />
      ) : actorId ? (
        <OfActor actorId={actorId} />
      ) : (
        <OfMonth />
      )}
    </Page>
  )
}

function OfMonth() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const month = url.get('month') ?? monthOf(today())
  const records = usePages(auditApi.listByMonth, { communityId, month })
  return (
    <>
      <MonthStepper month={month} change={next => url.set({ month: next })} />
      <Records query={records} empty={words.empty} />
    </>
  )
}

function OfObject({ objectType, objectId }: { objectType: string; objectId: string }) {
  const { communityId } = usePlace()
  const records = usePages(auditApi.listByObject, { communityId, objectType, objectId })
  return (
    <>
      <Narrowed title={words.ofObject(objectName(objectType), words.short(objectId))} />
      <Records query={records} empty={words.emptyHistory} />
    </>
  )
}

function OfActor({ actorId }: { actorId: string }) {
  const { communityId } = usePlace()
  const records = usePages(auditApi.listByActor, { communityId, actorId })
  return (
    <>
      <Narrowed title={words.ofActor(words.short(actorId))} />
      <Records query={records} empty={words.emptyHistory} />
    </>
  )
}

function Narrowed({ title }: { title: string }) {
  const url = useUrlState()
  return (
    <div className="bar">
      <h2>{title}</h2>
      <Button onClick={() => url.set({ object: undefined, actor: undefined })}>{words.all}</Button>
    </div>
  )
}

function Records({ query, empty }: { query: PagesQuery<AuditRecord>; empty: { head: string; line: string } }) {
  const { staff } = usePlace()
  const actor = ({ actorKind, actorId, actorName }: AuditRecord) =>
    actorId === staff.personId
      ? `${staff.name}（${words.me}）`
      : (actorName ?? `${actorNames[actorKind]} ${words.short(actorId)}`)
  return (
    <PagedTable
      caption={words.caption}
      query={query}
      rowKey={record => record.auditId}
      empty={<State {...empty} />}
      columns={[
        { title: words.columns.at, cell: record => <span className="figure">{dateTime(record.at)}</span> },
        {
          title: words.columns.actor,
          cell: record => (
            <Link className="figure" to={`?actor=${encodeURIComponent(record.actorId)}`}>
              {actor(record)}
            </Link>
          ),
        },
        { title: words.columns.action, cell: record => <span className="figure">{actionName(record.action)}</span> },
        {
          title: words.columns.object,
          cell: ({ objectType, objectId }) => (
            <Link className="figure" to={`?object=${encodeURIComponent(objectType)}/${encodeURIComponent(objectId)}`}>
              {objectName(objectType)} {words.short(objectId)}
            </Link>
          ),
        },
        { title: words.columns.summary, cell: record => summaryText(record.summary) },
      ]}
    />
  )
}
