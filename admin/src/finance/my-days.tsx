import { financeApi } from '@linli/shared/finance/api'
import { monthOf } from '@linli/shared/time'
import { Button } from 'antd'
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

/** 日结 of whoever is signed in: today's button, the days before below. */
export function MyDays() {
  const { communityId, staff } = usePlace()
  const url = useUrlState()
  const month = url.get('month') ?? monthOf(today())
  const days = usePages(financeApi.myDays, { communityId, month })
  return (
    <Page
      title={shared.pages.myTill}
      line={words.line}
      actions={
        <Button type="primary" onClick={() => url.set({ show: `${today()}.${staff.personId}` })}>
          {words.close}
        </Button>
      }
    >
      <MonthStepper month={month} change={next => url.set({ month: next })} />
      <DayTable query={days} withCashier={false} selected={url.get('show')} open={show => url.set({ show })} />
      <DayShow dayKey={url.get('show')} isMine close={() => url.set({ show: undefined })} />
    </Page>
  )
}
