import { feeApi } from '@linli/shared/billing/fee-api'
import { CollectionBy, reportApi } from '@linli/shared/insight/report-api'
import { Select } from 'antd'
import { Card, Page } from '../kit/page'
import { PeriodBar, periodOf } from '../kit/period-bar'
import { Failed, Skeleton } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { AgeingCard } from './ageing-card'
import { CollectionCard } from './collection-card'
import './overview.css'
import { reportWords as words } from './report-words'

/** 收缴报表: receivable, received and arrears of a period, its two rates against last year, and how old arrears are. */
export function ReportPage() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const by = CollectionBy.safeParse(url.get('by')).data ?? 'month'
  const period = periodOf(url.get('period'), by)
  const building = url.get('building')
  const feeItemId = url.get('item')
  const asked = {
    communityId,
    period,
    by,
    ...(building !== undefined && { building: building === none ? '' : building }),
    ...(feeItemId && { feeItemId }),
  }
  const report = useRead(reportApi.collection, asked)
  const items = useRead(feeApi.listFeeItems, { communityId }).data?.items ?? []
  return (
    <Page title={shared.pages.reports} line={words.line}>
      <PeriodBar
        views={CollectionBy.options.map(value => ({ value, label: words.views[value] }))}
        by={by}
        period={period}
        change={url.set}
      >
        {by !== 'building' && (
          <Select
            aria-label={words.building}
            className="bar-select"
            value={building ?? ''}
            onChange={value => url.set({ building: value || undefined })}
            options={[
              { value: '', label: words.allBuildings },
              ...(report.data?.buildings ?? []).map(each => ({
                value: each || none,
                label: each === '' ? words.noBuilding : `${each} 栋`,
              })),
            ]}
          />
        )}
        {by !== 'item' && (
          <Select
            aria-label={words.item}
            className="bar-select"
            value={feeItemId ?? ''}
            onChange={value => url.set({ item: value || undefined })}
            options={[
              { value: '', label: words.allItems },
              ...items.map(item => ({ value: item.feeItemId, label: item.name })),
            ]}
          />
        )}
      </PeriodBar>
      {report.data ? (
        <CollectionCard report={report.data} asked={asked} />
      ) : (
        <Card>{report.error ? <Failed error={report.error} retry={report.refetch} /> : <Skeleton rows={8} />}</Card>
      )}
      <AgeingCard />
    </Page>
  )
}

/** What belongs to no building, where an empty text means all of them. */
const none = '-'
