import { AgeBand, ageBandNames, type AgeRow, reportApi } from '@linli/shared/insight/report-api'
import { lazy, Suspense, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { ExportButton } from '../exports/export-button'
import { DataTable } from '../kit/data-table'
import { yuan } from '../kit/format'
import { Card } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { reportWords } from './report-words'

const BarChart = lazy(() => import('./bar-chart').then(m => ({ default: m.BarChart })))
const words = reportWords.ages

/** 账龄: what is owed now, by how long ago its bills began. */
export function AgeingCard() {
  const { communityId } = usePlace()
  const query = useRead(reportApi.ageing, { communityId })
  if (!query.data)
    return <Card>{query.error ? <Failed error={query.error} retry={query.refetch} /> : <Skeleton rows={5} />}</Card>
  return <Ages rows={query.data.items} />
}

function Ages({ rows }: { rows: AgeRow[] }) {
  const { communityId } = usePlace()
  const navigate = useNavigate()
  const bands = useMemo(() => AgeBand.options.map(band => ({ band, fen: sumOf(rows, band) })), [rows])
  const series = useMemo(() => [{ name: words.owed, tone: 'owed' as const, fen: bands.map(({ fen }) => fen) }], [bands])
  const names = useMemo(() => bands.map(({ band }) => ageBandNames[band]), [bands])
  const open = useMemo(() => () => void navigate(`/c/${communityId}/bills?tab=arrears`), [communityId, navigate])
  const most = bands.reduce((top, each) => (each.fen > top.fen ? each : top))
  if (most.fen <= 0) return <Card children={<State head={words.none} line={words.noneLine} />} />
  return (
    <Card title={words.title(ageBandNames[most.band], yuan(most.fen))}>
      <p className="hint small">{words.means}</p>
      <Suspense fallback={<Skeleton rows={5} />}>
        <BarChart names={names} series={series} label={words.caption} open={open} />
      </Suspense>
      <DataTable
        caption={words.caption}
        rows={rows}
        rowKey={({ feeItemId, name }) => feeItemId || name}
        sticky={false}
        columns={[
          { title: words.item, cell: row => row.name },
          ...AgeBand.options
            .filter(band => sumOf(rows, band) !== 0)
            .map(band => ({ title: ageBandNames[band], cell: (row: AgeRow) => yuan(row.bands[band]), figure: true })),
          { title: words.total, cell: row => yuan(row.totalFen), figure: true },
        ]}
      />
      <div className="table-foot">
        <span className="bar">
          <ExportButton endpoint={reportApi.ageing.id} input={{}} />
        </span>
      </div>
    </Card>
  )
}

const sumOf = (rows: AgeRow[], band: AgeBand) => rows.reduce((sum, row) => sum + row.bands[band], 0)
