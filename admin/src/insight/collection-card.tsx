import type { OutputOf } from '@linli/shared/contract'
import type { CollectionRow, reportApi } from '@linli/shared/insight/report-api'
import { formatMonth } from '@linli/shared/time'
import { lazy, Suspense, useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { percent } from '../kit/format'
import { Card } from '../kit/page'
import { Skeleton, State } from '../kit/state'
import { usePlace } from '../session'
import type { Asked } from './collection-figures'
import { reportWords as words } from './report-words'

const BarChart = lazy(() => import('./bar-chart').then(m => ({ default: m.BarChart })))
const CollectionFigures = lazy(() => import('./collection-figures').then(m => ({ default: m.CollectionFigures })))

/** `brief`: the picture alone, with the way to its figures. */
type Props = { report: OutputOf<typeof reportApi.collection>; asked: Asked; brief?: boolean }

/** The chart of a report over its table, which says the same in figures and leaves as a workbook. */
export function CollectionCard({ report, asked, brief = false }: Props) {
  const { communityId } = usePlace()
  const navigate = useNavigate()
  const { items, whole } = report
  const shown = useMemo(() => items.filter(isMoved), [items])
  const nameOf = (row: CollectionRow) => (asked.by === 'month' && row.key !== 'all' ? formatMonth(row.key) : row.name)
  const names = useMemo(
    () => shown.map(row => (asked.by === 'month' ? `${Number(row.key.slice(5))}月` : row.name)),
    [shown, asked.by],
  )
  const series = useMemo(
    () => [
      { name: words.columns.billed, tone: 'owed' as const, fen: shown.map(({ now }) => now.billedFen) },
      { name: words.columns.collected, tone: 'paid' as const, fen: shown.map(({ now }) => now.collectedFen) },
    ],
    [shown],
  )
  const open = useMemo(
    () => (nth: number) => {
      const row = shown[nth]
      if (row) void navigate(`/c/${communityId}/${placeOf(row, asked)}`)
    },
    [shown, asked, communityId, navigate],
  )
  const lowest = shown.reduce<CollectionRow | undefined>(
    (low, row) => ((row.now.rateBp ?? Infinity) < (low?.now.rateBp ?? Infinity) ? row : low),
    undefined,
  )
  if (shown.length === 0) return <Card children={<State head={words.finding.none} line={words.noneLine} />} />
  return (
    <Card
      title={
        lowest?.now.rateBp === undefined
          ? words.caption
          : words.finding[asked.by](nameOf(lowest), percent(lowest.now.rateBp))
      }
    >
      <p className="hint small">{words.means}</p>
      <Suspense fallback={<Skeleton rows={5} />}>
        <BarChart names={names} series={series} label={words.aria(words.views[asked.by])} open={open} />
      </Suspense>
      {brief ? (
        <Link to={`/c/${communityId}/reports`}>{words.toReports}</Link>
      ) : (
        <Suspense fallback={<Skeleton rows={8} />}>
          <CollectionFigures rows={[...shown, { ...whole, name: words.total }]} asked={asked} nameOf={nameOf} />
        </Suspense>
      )}
    </Card>
  )
}

const isMoved = ({ now, before }: CollectionRow) =>
  [now, before].some(({ billedFen, receivedFen, arrearsFen, oldFen }) =>
    [billedFen, receivedFen, arrearsFen, oldFen].some(fen => fen !== 0),
  )

/** The list that a bar leads to. */
const placeOf = ({ key }: CollectionRow, { by, period }: Asked) => {
  const month = by === 'month' ? key : period.length === 7 ? period : undefined
  const at = month ? `month=${month}` : ''
  return by === 'building' ? `bills?${at}&prefix=${encodeURIComponent(`${key}-`)}` : `bills?${at}`
}
