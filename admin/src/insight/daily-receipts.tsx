import { formatDate, formatMonth } from '@linli/shared/time'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { DataTable } from '../kit/data-table'
import { yuan } from '../kit/format'
import { Card } from '../kit/page'
import { Skeleton } from '../kit/state'
import { usePlace } from '../session'
import { insightWords } from './words'

const BarChart = lazy(() => import('./bar-chart').then(m => ({ default: m.BarChart })))
const words = insightWords.chart

type Day = { date: string; receivedFen: number }

/** Money received per day of the month: the finding as title, bars, and the same figures as a table. */
export function DailyReceipts({ daily, month }: { daily: Day[]; month: string }) {
  const [asTable, setAsTable] = useState(false)
  const { communityId } = usePlace()
  const navigate = useNavigate()
  const best = daily.reduce<Day | undefined>(
    (top, day) => (day.receivedFen > (top?.receivedFen ?? 0) ? day : top),
    undefined,
  )
  if (!best) return <Card title={words.none} children={<p className="hint">{words.noneLine}</p>} />
  const total = daily.reduce((sum, day) => sum + day.receivedFen, 0)
  const open = () => void navigate(`/c/${communityId}/orders?month=${month}`)
  return (
    <Card
      title={words.best(formatDate(best.date), yuan(best.receivedFen))}
      extra={
        <Button aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? words.picture : words.table}
        </Button>
      }
    >
      <p className="hint small">{words.means}</p>
      {asTable ? (
        <DataTable
          caption={words.caption}
          rows={daily}
          rowKey={day => day.date}
          sticky={false}
          columns={[
            { title: words.day, cell: day => formatDate(day.date) },
            { title: words.amount, cell: day => yuan(day.receivedFen), figure: true },
          ]}
        />
      ) : (
        <Suspense fallback={<Skeleton rows={5} />}>
          <BarChart
            names={daily.map(day => formatDate(day.date))}
            series={[{ name: words.caption, tone: 'paid', fen: daily.map(day => day.receivedFen) }]}
            label={words.aria(formatMonth(month), yuan(total))}
            open={open}
          />
        </Suspense>
      )}
      {!asTable && (
        <Button type="link" onClick={open}>
          {words.open}
        </Button>
      )}
    </Card>
  )
}
