import { financeApi } from '@linli/shared/finance/api'
import type { TillDay } from '@linli/shared/finance/till-schema'
import { Button } from 'antd'
import { useState } from 'react'
import { DetailDrawer } from '../kit/detail-drawer'
import { Failed, Skeleton } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { DayCheck } from './day-check'
import { DayCount } from './day-count'
import { DayEntries } from './day-entries'
import { DaySheet } from './day-sheet'
import { dayWords as words } from './words'

type Props = { dayKey: string | undefined; isMine: boolean; close: () => void }

/** One day of a till: what should lie there, what was counted, each movement. Printed as its sheet. */
export function DayShow({ dayKey, isMine, close }: Props) {
  const { communityId } = usePlace()
  const [date = '', cashierId = ''] = dayKey?.split('.') ?? []
  const at = { communityId, date, limit: 1 }
  const mine = useRead(financeApi.myDay, at, { enabled: dayKey !== undefined && isMine })
  const theirs = useRead(financeApi.tillDay, { ...at, cashierId }, { enabled: dayKey !== undefined && !isMine })
  const query = isMine ? mine : theirs
  const day = query.data?.day
  return (
    <DetailDrawer
      title={words.title(date, day?.cashierName ?? '')}
      open={dayKey !== undefined}
      close={close}
      width={760}
    >
      {day ? (
        <>
          <Actions day={day} isMine={isMine} />
          <DaySheet day={day} />
          <DayEntries date={date} cashierId={isMine ? undefined : cashierId} />
        </>
      ) : query.error ? (
        <Failed error={query.error} retry={query.refetch} />
      ) : (
        <Skeleton />
      )}
    </DetailDrawer>
  )
}

function Actions({ day, isMine }: { day: TillDay; isMine: boolean }) {
  const { can, staff } = usePlace()
  const [counting, setCounting] = useState(false)
  const [checking, setChecking] = useState(false)
  const isEmpty = Object.keys(day.counts).length === 0
  const isOwn = [day.cashierId, day.signedBy?.personId].includes(staff.personId)
  const mayClose = day.state === 'open' && !isEmpty && (isMine || can('finance:close'))
  return (
    <div className="bar no-print">
      {mayClose && (
        <Button type="primary" onClick={() => setCounting(true)}>
          {isMine ? words.close : words.closeFor}
        </Button>
      )}
      {day.state === 'closed' && !isMine && !isOwn && can('finance:close') && (
        <Button type="primary" onClick={() => setChecking(true)}>
          {words.check}
        </Button>
      )}
      <Button disabled={isEmpty} onClick={() => window.print()}>
        {words.print}
      </Button>
      <DayCount day={day} isMine={isMine} open={counting} close={() => setCounting(false)} />
      <DayCheck day={day} open={checking} close={() => setChecking(false)} />
    </div>
  )
}
