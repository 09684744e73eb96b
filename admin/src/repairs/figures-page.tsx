import { FigureBy } from '@linli/shared/repairs/figures'
import { figuresApi } from '@linli/shared/repairs/figures-api'
import { Card, Page } from '../kit/page'
import { PeriodBar, periodOf } from '../kit/period-bar'
import { Failed, Skeleton } from '../kit/state'
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
  const asked = { communityId, period, by }
  const report = useRead(figuresApi.figures, asked)
  return (
    <Page title={shared.pages.repairFigures} line={words.line}>
      <PeriodBar
        views={FigureBy.options.map(value => ({ value, label: words.views[value] }))}
        by={by}
        period={period}
        change={url.set}
      />
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
