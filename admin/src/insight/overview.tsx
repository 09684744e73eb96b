import { overviewApi } from '@linli/shared/insight/overview-api'
import { reportApi } from '@linli/shared/insight/report-api'
import type { Permission } from '@linli/shared/permissions'
import { formatDate, formatTime, monthOf, partOfDay } from '@linli/shared/time'
import type { OutputOf } from '@linli/shared/contract'
import { Link } from 'react-router'
import { dateTime, now, percent, today, yuan } from '../kit/format'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { CollectionCard } from './collection-card'
import { DailyReceipts } from './daily-receipts'
import './overview.css'
import { insightWords as words } from './words'

type Figures = OutputOf<typeof overviewApi.overview>

/** 早上, by evening 晚上: what waits for this person, and how the month stands against the last. */
export function Overview() {
  const { communityId, staff, can } = usePlace()
  const month = monthOf(today())
  const figures = useRead(overviewApi.overview, { communityId, month })
  const part = shared.pages.overview(partOfDay(now()))
  const greeting = words.greeting(staff.name, part)
  const waiting = figures.data ? thingsOf(figures.data, can).reduce((sum, kind) => sum + kind.count, 0) : 0
  return (
    <Page title={part} heading={waiting > 0 ? `${greeting}。${words.waiting(waiting)}` : greeting}>
      {figures.data ? (
        <>
          <Waiting figures={figures.data} />
          <Sums figures={figures.data} />
          <DailyReceipts daily={figures.data.daily} month={month} />
          <YearSoFar year={month.slice(0, 4)} />
        </>
      ) : (
        <Card>{figures.error ? <Failed error={figures.error} retry={figures.refetch} /> : <Skeleton rows={8} />}</Card>
      )}
    </Page>
  )
}

/** Who is told: those who may do something about it. */
const needs: Partial<Record<Figures['waiting'][number]['kind'], Permission>> = {
  calls: 'messages:call',
  differences: 'payments:reconcile',
  late_repairs: 'repairs:read',
  revisits: 'repairs:dispatch',
  late_complaints: 'complaints:read',
  objections: 'notices:publish',
  posts_to_review: 'forum:moderate',
  reported_posts: 'forum:moderate',
  post_appeals: 'forum:manage',
  guests_at_gates: 'visitors:manage',
  gate_alarms: 'visitors:manage',
  work_permits: 'visitors:manage',
}

const thingsOf = ({ waiting }: Figures, can: (permission: Permission) => boolean) =>
  waiting.filter(({ kind, count }) => {
    const permission = needs[kind]
    return count > 0 && (permission === undefined || can(permission))
  })

/** The year's months beside each other; the report has the figures. */
function YearSoFar({ year }: { year: string }) {
  const { communityId } = usePlace()
  const asked = { communityId, period: year, by: 'month' as const }
  const report = useRead(reportApi.collection, asked)
  return report.data ? <CollectionCard brief report={report.data} asked={asked} /> : null
}

function Waiting({ figures }: { figures: Figures }) {
  const { communityId, can } = usePlace()
  const things = thingsOf(figures, can)
  const base = `/c/${communityId}`
  if (things.length === 0 && figures.rooms === 0 && can('imports:run'))
    return (
      <Card>
        <State
          head={words.noRooms.head}
          line={words.noRooms.line}
          action={
            <Link className="go" to={`${base}/imports`}>
              {words.noRooms.action}
            </Link>
          }
        />
      </Card>
    )
  if (things.length === 0) return <Card children={<State {...words.allDone} />} />
  return (
    <Card>
      <ul className="waiting">
        {things.map(({ kind, count, oldest, objectId }) => {
          const { name, unit, action, path } = words.kinds[kind]
          // Who may not decide about held money finds the order that it came for.
          const isForLooking = kind === 'suspended_orders' && !can('payments:reconcile')
          const orders = `orders${oldest ? `?month=${dateTime(oldest).slice(0, 7)}` : ''}`
          return (
            <li key={kind}>
              <span className="waiting-count figure">{count}</span>
              <span>
                <strong>{name}</strong>
                <span className="hint">
                  {' '}
                  {count} {unit}
                  {oldest && ` · ${words.oldest(`${formatDate(dateTime(oldest).slice(0, 10))} ${formatTime(oldest)}`)}`}
                </span>
              </span>
              <Link className="go" to={`${base}/${isForLooking ? orders : path}${objectId ? `&show=${objectId}` : ''}`}>
                {action}
              </Link>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function Sums({ figures }: { figures: Figures }) {
  const { can } = usePlace()
  const { previous, billedFen, receivedFen, rateBp, repairs, waiting } = figures
  const late = waiting.find(({ kind }) => kind === 'late_repairs')?.count ?? 0
  const against = (now: number, then: number) =>
    `${words.previous(yuan(then))}，${words.change(now - then, yuan(Math.abs(now - then)))}`
  const rateLine =
    previous.rateBp === undefined
      ? words.noPrevious
      : `${words.previous(percent(previous.rateBp))}${rateBp === undefined ? '' : `，${words.points(rateBp - previous.rateBp)}`}`
  return (
    <div className="sums">
      <Sum
        name={words.billed}
        means={words.billedMeans}
        value={yuan(billedFen)}
        line={against(billedFen, previous.billedFen)}
      />
      <Sum
        name={words.received}
        means={words.receivedMeans}
        value={yuan(receivedFen)}
        line={against(receivedFen, previous.receivedFen)}
      />
      <Sum
        name={words.rate}
        means={words.rateMeans}
        value={rateBp === undefined ? words.noRate : percent(rateBp)}
        line={rateLine}
      />
      {can('repairs:read') && (
        <Sum
          name={words.repairs}
          means={words.repairsMeans}
          value={words.repairsCount(repairs.count, repairs.isMore)}
          line={words.repairsLate(late)}
        />
      )}
    </div>
  )
}

/** A figure with what it counts, so that nobody takes one for the other. */
function Sum({ name, means, value, line }: { name: string; means: string; value: string; line: string }) {
  return (
    <Card>
      <p>
        <strong>{name}</strong>
      </p>
      <p className="hint small">{means}</p>
      <p className="sum-value figure">{value}</p>
      <p className="hint small">{line}</p>
    </Card>
  )
}
