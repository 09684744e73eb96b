import { FigureBy, Period } from '@linli/shared/repairs/figures'
import { figuresApi } from '@linli/shared/repairs/figures-api'
import { monthOf } from '@linli/shared/time'
import { Button, Segmented } from 'antd'
import { today } from '../kit/format'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton } from '../kit/state'
import { MonthStepper, YearStepper } from '../kit/stepper'
import { useUrlState } from '../kit/url-state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { ComplaintFiguresCard } from '../complaints/figures-card'
import { CostsCard } from './costs-card'
import { FigureSums } from './figure-sums'
import { FiguresCard } from './figures-card'
import { MaterialsCard } from './materials-card'
import { figureWords as words } from './figure-words'

/** 报修统计: how many, how fast, how well, by whom, with what; each bar leads to its orders. */
export function RepairFiguresPage() {
  const { communityId, can } = usePlace()
  const url = useUrlState()
  const by = FigureBy.safeParse(url.get('by')).data ?? 'kind'
  const period = periodOf(url.get('period'), by)
  const isYear = period.length === 4
  const asked = { communityId, period, by }
  const report = useRead(figuresApi.figures, asked)
  return (
    <Page title={shared.pages.repairFigures} line={words.line}>
      <div className="bar">
        <Segmented<FigureBy>
          aria-label={words.view}
          className="bar-segment"
          value={by}
          options={FigureBy.options.map(value => ({ value, label: words.views[value] }))}
          onChange={value => url.set({ by: value })}
        />
        {isYear ? (
          <YearStepper year={Number(period)} change={year => url.set({ period: String(year) })} />
        ) : (
          <MonthStepper byYear month={period} change={month => url.set({ period: month })} />
        )}
        {by !== 'month' && (
          <Button onClick={() => url.set({ period: isYear ? monthIn(period) : period.slice(0, 4) })}>
            {isYear ? words.oneMonth : words.wholeYear}
          </Button>
        )}
      </div>
      {report.data ? (
        <>
          {by !== 'person' && <FigureSums whole={report.data.whole} />}
          <FiguresCard key={by} report={report.data} asked={asked} />
        </>
      ) : (
        <Card>{report.error ? <Failed error={report.error} retry={report.refetch} /> : <Skeleton rows={8} />}</Card>
      )}
      <MaterialsCard period={period} />
      {can('repairs:dispatch') && <CostsCard period={period} />}
      {can('complaints:read') && <ComplaintFiguresCard period={period} />}
    </Page>
  )
}

const monthIn = (year: string) => (monthOf(today()).startsWith(year) ? monthOf(today()) : `${year}-12`)

/** By month it is always a year; else this month, unless another one or a year was chosen. */
function periodOf(chosen: string | undefined, by: FigureBy): string {
  const period = Period.safeParse(chosen).data ?? monthOf(today())
  return by === 'month' ? period.slice(0, 4) : period
}
