import { financeApi } from '@linli/shared/finance/api'
import { monthOf } from '@linli/shared/time'
import { today } from '../kit/format'
import { Page } from '../kit/page'
import { MonthStepper } from '../kit/stepper'
import { useUrlState } from '../kit/url-state'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { DayShow } from './day-show'
import { DayTable } from './day-table'
import { dayWords as words } from './words'

/** Every cashier's days of a month, for whoever checks them. */
export function DayList() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const month = url.get('month') ?? monthOf(today())
  const days = usePages(financeApi.listDays, { communityId, month })
  return (
    <Page title={shared.pages.tills} line={words.listLine}>
      <MonthStepper month={month} change={next => url.set({ month: next })} />
      <DayTable query={days} withCashier selected={url.get('show')} open={show => url.set({ show })} />
      <DayShow dayKey={url.get('show')} isMine={false} close={() => url.set({ show: undefined })} />
    </Page>
  )
}
