import type { OutputOf } from '@linli/shared/contract'
import type { FigureBy } from '@linli/shared/repairs/figures'
import { type FigureRow, figuresApi } from '@linli/shared/repairs/figures-api'
import { Button, Segmented } from 'antd'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { ExportButton } from '../exports/export-button'
import { DataTable } from '../kit/data-table'
import { count } from '../kit/format'
import { Card } from '../kit/page'
import { Skeleton, State } from '../kit/state'
import { usePlace } from '../session'
import { figureColumns } from './figure-columns'
import { findingOf, type Measure, measures, seriesOf } from './figure-finding'
import { figureWords as words } from './figure-words'

const BarChart = lazy(() => import('../insight/bar-chart').then(m => ({ default: m.BarChart })))

type Asked = { communityId: string; period: string; by: FigureBy }
type Props = { report: OutputOf<typeof figuresApi.figures>; asked: Asked }

/** One measure as bars, or all of them as a table; each bar and row leads to its orders. */
export function FiguresCard({ report, asked }: Props) {
  const { communityId } = usePlace()
  const navigate = useNavigate()
  const [measure, setMeasure] = useState<Measure>('orders')
  const [asTable, setAsTable] = useState(false)
  const { items, whole } = report
  const { by, period } = asked
  const names = useMemo(
    () => items.map(({ key, name }) => (by === 'month' ? `${Number(key.slice(5))}月` : name)),
    [items, by],
  )
  const series = useMemo(() => seriesOf(measure, by, items), [measure, by, items])
  const show = useCallback(
    ({ key }: FigureRow) => {
      // What belongs to no building is no list of its own.
      if (key !== '') void navigate(`/c/${communityId}/repairs?${listOf(by, key, period)}`)
    },
    [navigate, communityId, by, period],
  )
  const open = useMemo(
    () => (nth: number) => {
      const row = items[nth]
      if (row) show(row)
    },
    [items, show],
  )
  if (items.length === 0) return <Card children={<State {...words.none} />} />
  return (
    <Card
      title={findingOf(measure, by, items)}
      extra={
        <Button aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? words.picture : words.table}
        </Button>
      }
    >
      {by !== 'person' && (
        <p className="hint small">{words.summary(count(whole.all), count(whole.finished), count(whole.dropped))}</p>
      )}
      {asTable ? (
        <>
          <DataTable
            caption={words.caption}
            rows={[...items, whole]}
            rowKey={({ key }) => key}
            sticky={false}
            open={row => (row.key === 'all' ? undefined : show(row))}
            columns={figureColumns(by)}
          />
          <div className="table-foot">
            <span className="hint small">{words.times}</span>
            <span className="bar">
              <ExportButton endpoint={figuresApi.figures.id} input={asked} />
            </span>
          </div>
        </>
      ) : (
        <>
          <Segmented<Measure>
            aria-label={words.measure}
            className="bar-segment"
            value={measure}
            options={measures.map(value => ({ value, label: words.measures[value] }))}
            onChange={setMeasure}
          />
          <Suspense fallback={<Skeleton rows={5} />}>
            <BarChart
              names={names}
              series={series}
              label={words.aria(words.views[by], words.measures[measure])}
              open={open}
              unit={measure === 'orders' ? 'orders' : 'percent'}
            />
          </Suspense>
        </>
      )}
    </Card>
  )
}

/** The list that holds what a bar counts. */
function listOf(by: FigureBy, key: string, period: string): string {
  const of = by === 'month' ? { period: key } : { [by]: key, period }
  return new URLSearchParams({ view: 'table', ...of }).toString()
}
