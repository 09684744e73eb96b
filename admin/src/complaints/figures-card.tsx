import { complaintsApi } from '@linli/shared/complaints/api'
import { complaintKindNames } from '@linli/shared/complaints/words'
import { lazy, Suspense, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { ExportButton } from '../exports/export-button'
import { DataTable } from '../kit/data-table'
import { count, percent } from '../kit/format'
import { Card } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { kitWords } from '../kit/words'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { complaintWords } from './words'

const BarChart = lazy(() => import('../insight/bar-chart').then(m => ({ default: m.BarChart })))
const words = complaintWords.figures
const rate = (bp: number | undefined) => (bp === undefined ? kitWords.none : percent(bp))

/** 投诉建议 of a period by kind: how many, answered in time, brought up again, rated; each row leads to them. */
export function ComplaintFiguresCard({ period }: { period: string }) {
  const { communityId } = usePlace()
  const navigate = useNavigate()
  const asked = { communityId, period }
  const { data, error, refetch } = useRead(complaintsApi.figures, asked)
  const { names, series, open } = useMemo(() => {
    const items = data?.items ?? []
    const show = (nth: number) => {
      const kind = items[nth]?.kind
      if (kind) void navigate(`/c/${communityId}/complaints?${new URLSearchParams({ kind, period }).toString()}`)
    }
    return {
      names: items.map(({ kind }) => complaintKindNames[kind]),
      series: [
        { name: words.columns.all, tone: 'owed' as const, fen: items.map(({ all }) => all) },
        { name: words.columns.answered, tone: 'paid' as const, fen: items.map(({ answered }) => answered) },
      ],
      open: show,
    }
  }, [data, navigate, communityId, period])
  if (!data) return <Card>{error ? <Failed error={error} retry={refetch} /> : <Skeleton rows={3} />}</Card>
  const [most] = data.items.toSorted((a, b) => b.all - a.all)
  if (!most) return <Card children={<State {...words.none} />} />
  return (
    <Card title={words.title(complaintKindNames[most.kind], count(most.all))}>
      <p className="hint small">{words.means}</p>
      <Suspense fallback={<Skeleton rows={5} />}>
        <BarChart names={names} series={series} label={words.aria} open={open} unit="matters" />
      </Suspense>
      <DataTable
        caption={words.caption}
        rows={data.items}
        rowKey={({ kind }) => kind}
        sticky={false}
        open={row => open(data.items.indexOf(row))}
        columns={[
          { title: words.columns.kind, cell: row => complaintKindNames[row.kind] },
          { title: words.columns.all, cell: row => count(row.all), figure: true },
          { title: words.columns.answered, cell: row => count(row.answered), figure: true },
          { title: words.columns.inTime, cell: row => rate(row.inTimeBp), figure: true },
          { title: words.columns.reopened, cell: row => rate(row.reopenedBp), figure: true },
          {
            title: words.columns.stars,
            cell: row => (row.stars10 === undefined ? kitWords.none : words.star((row.stars10 / 10).toFixed(1))),
            figure: true,
          },
        ]}
      />
      <div className="table-foot">
        <span className="bar">
          <ExportButton endpoint={complaintsApi.figures.id} input={asked} />
        </span>
      </div>
    </Card>
  )
}
