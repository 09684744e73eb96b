import { auditApi } from '@linli/shared/audit/api'
import type { AuditRecord } from '@linli/shared/audit/schema'
import { auditActionName, summaryText } from '@linli/shared/audit/words'
import { monthOf } from '@linli/shared/time'
import { Button } from 'antd'
import type { ReactNode } from 'react'
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
import { actorText, auditWords as words, named } from './words'

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
      <Narrowed
        title={words.ofObject(
          named(
            objectType,
            nameIn(records, each => each.objectName),
          ),
        )}
      />
      <Records query={records} empty={words.emptyHistory} />
    </>
  )
}

function OfActor({ actorId }: { actorId: string }) {
  const { communityId } = usePlace()
  const records = usePages(auditApi.listByActor, { communityId, actorId })
  return (
    <>
      <Narrowed title={words.ofActor(nameIn(records, actorText) ?? words.columns.actor)} />
      <Records query={records} empty={words.emptyHistory} />
    </>
  )
}

/** What the records call it; none of them is there yet while they load. */
const nameIn = (query: PagesQuery<AuditRecord>, name: (record: AuditRecord) => string | undefined) =>
  query.data?.pages
    .flatMap(page => page.items)
    .map(name)
    .find(Boolean)

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
  const actor = (record: AuditRecord) =>
    record.actorId === staff.personId ? `${staff.name}（${words.me}）` : actorText(record)
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
        {
          title: words.columns.action,
          cell: record => <span className="figure">{auditActionName(record.action)}</span>,
        },
        {
          title: words.columns.object,
          cell: ({ objectType, objectId, objectName }) => (
            <History type={objectType} id={objectId}>
              {named(objectType, objectName)}
            </History>
          ),
        },
        {
          title: words.columns.summary,
          cell: ({ summary, personId, personName }) => (
            <>
              {summaryText(summary)}
              {personId && (
                <>
                  {' · '}
                  <History type="person" id={personId} isInText>
                    {named('person', personName)}
                  </History>
                </>
              )}
            </>
          ),
        },
      ]}
    />
  )
}

type HistoryProps = { type: string; id: string; isInText?: boolean; children: ReactNode }

const History = ({ type, id, isInText = false, children }: HistoryProps) => (
  <Link
    className={isInText ? 'figure in-text' : 'figure'}
    to={`?object=${encodeURIComponent(type)}/${encodeURIComponent(id)}`}
  >
    {children}
  </Link>
)
