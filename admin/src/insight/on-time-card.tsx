import type { OutputOf } from '@linli/shared/contract'
import type { Punctuality } from '@linli/shared/insight/punctuality'
import { type BuildingPunctuality, punctualityApi } from '@linli/shared/insight/punctuality-api'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { ExportButton } from '../exports/export-button'
import { type Column, DataTable } from '../kit/data-table'
import { count, percent } from '../kit/format'
import { Card } from '../kit/page'
import { Skeleton, State } from '../kit/state'
import { kitWords } from '../kit/words'
import { usePlace } from '../session'
import { onTimeWords as words } from './on-time-words'

const BarChart = lazy(() => import('./bar-chart').then(m => ({ default: m.BarChart })))

type Props = {
  report: OutputOf<typeof punctualityApi.punctuality>
  input: { year: string; from?: string; to?: string }
}
type Row = Punctuality & { building?: string }

/** Who pays on time by building: the picture, and the same in figures. */
export function OnTimeCard({ report, input }: Props) {
  const { communityId } = usePlace()
  const navigate = useNavigate()
  const { items, whole } = report
  const { year } = input
  const choose = useCallback(
    (building: string) =>
      void navigate(`/c/${communityId}/on-time?${new URLSearchParams({ year, building, order: 'late' }).toString()}`),
    [navigate, communityId, year],
  )
  const names = useMemo(() => items.map(nameOf), [items])
  const series = useMemo(
    () => [{ name: words.rate, tone: 'paid' as const, fen: items.map(({ rateBp = 0 }) => rateBp) }],
    [items],
  )
  const open = useMemo(() => (nth: number) => choose(items[nth]?.building ?? ''), [items, choose])
  if (whole.rateBp === undefined) return <Card children={<State head={words.none} line={words.noneLine} />} />
  const [lowest] = items.toSorted((a, b) => (a.rateBp ?? 0) - (b.rateBp ?? 0))
  return (
    <Card
      title={
        lowest && items.length > 1
          ? words.finding.lowest(nameOf(lowest), percent(lowest.rateBp ?? 0))
          : words.finding.whole(percent(whole.rateBp))
      }
    >
      <p className="hint small">
        {words.summary(count(whole.bills), count(whole.onTime), count(whole.late), count(whole.open))}
        {whole.averageDays10 !== undefined && `，${words.averageDays(days(whole))}`}
      </p>
      <Suspense fallback={<Skeleton rows={5} />}>
        <BarChart names={names} series={series} label={words.aria} open={open} unit="percent" />
      </Suspense>
      <DataTable<Row>
        caption={words.caption}
        rows={[...items, whole]}
        rowKey={({ building }) => building ?? 'all'}
        sticky={false}
        open={({ building = '' }) => choose(building)}
        columns={[
          { title: words.columns.building, cell: row => (row.building === undefined ? words.total : nameOf(row)) },
          ...figureColumns,
        ]}
      />
      <div className="table-foot">
        <span className="bar">
          <ExportButton endpoint={punctualityApi.punctuality.id} input={input} />
        </span>
      </div>
    </Card>
  )
}

const nameOf = ({ building }: Pick<BuildingPunctuality, 'building'> | Row) =>
  building ? `${building} 栋` : words.noBuilding

const days = ({ averageDays10 }: Punctuality) =>
  averageDays10 === undefined ? kitWords.none : (averageDays10 / 10).toFixed(1)

export const figureColumns: Column<Punctuality>[] = [
  { title: words.columns.bills, cell: row => count(row.bills), figure: true },
  { title: words.columns.onTime, cell: row => count(row.onTime), figure: true },
  { title: words.columns.late, cell: row => count(row.late), figure: true },
  { title: words.columns.open, cell: row => count(row.open), figure: true },
  {
    title: words.columns.rate,
    cell: row => (row.rateBp === undefined ? kitWords.none : percent(row.rateBp)),
    figure: true,
  },
  { title: words.columns.average, cell: days, figure: true },
]
