import { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import { channelNames } from '@linli/shared/payments/schema'
import { monthOf } from '@linli/shared/time'
import { DayShow } from '../finance/day-show'
import { today } from '../kit/format'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { MonthStepper } from '../kit/stepper'
import { useUrlState } from '../kit/url-state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { MonthGrid } from './month-grid'
import { ReconciliationDay } from './reconciliation-day'
import { markOf, tillMarkOf } from './reconciliation-marks'
import { reconciliationWords as words } from './reconciliation-words'

/** 对账: a month of each merchant and each till; a day opens with both sides and its differences. */
export function ReconciliationPage() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const month = url.get('month') ?? monthOf(today())
  const query = useRead(reconciliationApi.reconciliationMonth, { communityId, month })
  const { data } = query
  return (
    <Page title={shared.pages.reconciliation} line={words.line}>
      <MonthStepper month={month} change={next => url.set({ month: next })} />
      {data ? (
        <>
          {data.merchants.length === 0 && <Card children={<State {...words.nobody} />} />}
          {data.merchants.map(({ merchantRef, channel, entityName, days }) => {
            const name = words.merchant(channelNames[channel], entityName)
            return (
              <Card key={merchantRef} title={name}>
                <MonthGrid
                  month={month}
                  today={data.today}
                  name={name}
                  markOf={date => markOf(days.find(day => day.date === date))}
                  open={date => url.set({ show: `${date}.${merchantRef}` })}
                />
              </Card>
            )
          })}
          {data.tills.map(({ cashierId, cashierName, days }) => (
            <Card key={cashierId} title={words.till(cashierName)}>
              <MonthGrid
                month={month}
                today={data.today}
                name={words.till(cashierName)}
                markOf={date => tillMarkOf(days.find(day => day.date === date))}
                open={date => url.set({ till: `${date}.${cashierId}` })}
              />
            </Card>
          ))}
        </>
      ) : (
        <Card>{query.error ? <Failed error={query.error} retry={query.refetch} /> : <Skeleton rows={8} />}</Card>
      )}
      <ReconciliationDay
        shown={url.get('show')}
        merchants={data?.merchants ?? []}
        close={() => url.set({ show: undefined })}
      />
      <DayShow dayKey={url.get('till')} isMine={false} close={() => url.set({ till: undefined })} />
    </Page>
  )
}
