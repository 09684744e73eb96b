import { costOf } from '@linli/shared/repairs/costs'
import { type CostRow, figuresApi } from '@linli/shared/repairs/figures-api'
import { namedResponsibility } from '@linli/shared/repairs/words'
import { lazy, Suspense, useMemo } from 'react'
import { ExportButton } from '../exports/export-button'
import { DataTable } from '../kit/data-table'
import { count, yuan } from '../kit/format'
import { Card } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { costReportWords as words } from './figure-words'

const BarChart = lazy(() => import('../insight/bar-chart').then(m => ({ default: m.BarChart })))
const none: CostRow[] = []
const nothing = () => undefined

/** 成本 beside what was charged, by who bears it. */
export function CostsCard({ period }: { period: string }) {
  const { communityId } = usePlace()
  const asked = { communityId, period }
  const costs = useRead(figuresApi.costs, asked)
  const items = costs.data?.items ?? none
  const names = useMemo(() => items.map(({ responsibility }) => namedResponsibility(responsibility)), [items])
  const series = useMemo(
    () => [
      { name: words.series.cost, tone: 'spent' as const, fen: items.map(costOf) },
      { name: words.series.charged, tone: 'paid' as const, fen: items.map(({ chargedFen }) => chargedFen) },
    ],
    [items],
  )
  if (!costs.data)
    return <Card>{costs.error ? <Failed error={costs.error} retry={costs.refetch} /> : <Skeleton rows={3} />}</Card>
  if (items.length === 0) return <Card children={<State {...words.none} />} />
  const whole = items.reduce<CostRow>(added, { ...nobody })
  return (
    <Card title={words.title(yuan(costOf(whole)), yuan(whole.chargedFen))}>
      <p className="hint small">{words.means}</p>
      <Suspense fallback={<Skeleton rows={5} />}>
        <BarChart names={names} series={series} label={words.aria} open={nothing} />
      </Suspense>
      <DataTable
        caption={words.caption}
        rows={[...items, whole]}
        rowKey={({ responsibility }) => responsibility}
        sticky={false}
        columns={[
          {
            title: words.columns.borne,
            cell: row =>
              row.responsibility === nobody.responsibility ? words.total : namedResponsibility(row.responsibility),
          },
          { title: words.columns.orders, cell: row => count(row.orders), figure: true },
          { title: words.columns.labour, cell: row => yuan(row.labourFen), figure: true, wide: true },
          { title: words.columns.material, cell: row => yuan(row.materialFen), figure: true, wide: true },
          { title: words.columns.outside, cell: row => yuan(row.outsideFen), figure: true, wide: true },
          { title: words.columns.cost, cell: row => yuan(costOf(row)), figure: true },
          { title: words.columns.charged, cell: row => yuan(row.chargedFen), figure: true },
        ]}
      />
      <div className="table-foot">
        <span className="bar">
          <ExportButton endpoint={figuresApi.costs.id} input={asked} />
        </span>
      </div>
    </Card>
  )
}

const nobody: CostRow = { responsibility: 'all', orders: 0, labourFen: 0, materialFen: 0, outsideFen: 0, chargedFen: 0 }
const added = (sum: CostRow, row: CostRow): CostRow => ({
  responsibility: sum.responsibility,
  orders: sum.orders + row.orders,
  labourFen: sum.labourFen + row.labourFen,
  materialFen: sum.materialFen + row.materialFen,
  outsideFen: sum.outsideFen + row.outsideFen,
  chargedFen: sum.chargedFen + row.chargedFen,
})
