import { monthOf } from '@linli/shared/time'
import { Button, Segmented } from 'antd'
import { today } from '../kit/format'
import { Page } from '../kit/page'
import { Empty, State } from '../kit/state'
import { MonthStepper } from '../kit/stepper'
import { useUrlState } from '../kit/url-state'
import { billingApi } from '@linli/shared/billing/api'
import { communitiesApi } from '@linli/shared/communities/api'
import { paymentsApi } from '@linli/shared/payments/api'
import { FindRoom } from '../communities/find-room'
import { usePages, useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { BillShow } from './bill-show'
import { BillTable } from './bill-table'
import { billWords as words } from './bill-words'

/** Bills of a month, everything unpaid, or one room's. */
export function BillList() {
  const url = useUrlState()
  const room = url.get('room')
  const tab = url.get('tab') === 'arrears' ? 'arrears' : 'month'
  const [showRoom, showBill] = (url.get('show') ?? '').split('.')
  return (
    <Page title={shared.pages.bills} line={words.line}>
      {room ? (
        <OfRoom roomId={room} />
      ) : (
        <>
          <Segmented
            aria-label={shared.pages.bills}
            className="bar-segment"
            value={tab}
            options={[
              { value: 'month', label: words.tabs.month },
              { value: 'arrears', label: words.tabs.arrears },
            ]}
            onChange={next => url.set({ tab: next === 'arrears' ? next : undefined, show: undefined })}
          />
          {tab === 'arrears' ? <Arrears /> : <OfMonth />}
        </>
      )}
      <BillShow
        roomId={showRoom}
        billId={showBill}
        close={() => url.set({ show: undefined })}
        goTo={bill => url.set({ show: `${bill.object.id}.${bill.billId}` })}
      />
    </Page>
  )
}

function OfMonth() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const month = url.get('month') ?? monthOf(today())
  const prefix = url.get('prefix')
  const bills = usePages(billingApi.listBills, { communityId, month, prefix })
  return (
    <>
      <div className="bar">
        <MonthStepper month={month} change={next => url.set({ month: next })} />
        <FindRoom label={words.find} />
      </div>
      <BillTable query={bills} empty={<Empty sought={prefix} otherwise={words.emptyMonth} />} />
    </>
  )
}

/** Everything unpaid by room; the total of all of it is the ledger's, and that of a search is the sum of what it found. */
function Arrears() {
  const { communityId } = usePlace()
  const prefix = useUrlState().get('prefix')
  const bills = usePages(billingApi.listArrears, { communityId, prefix })
  const ledger = useRead(paymentsApi.balances, { communityId })
  const found = bills.data?.pages.flatMap(page => page.items) ?? []
  const total = prefix
    ? !bills.hasNextPage && bills.data && words.unpaidFound(found.reduce((sum, bill) => sum + bill.dueFen, 0))
    : ledger.data && words.unpaidTotal(ledger.data.accounts.receivable ?? 0)
  return (
    <>
      <div className="bar">
        <FindRoom label={words.find} />
        {total && (
          <p className="figure" role="status">
            {total}
          </p>
        )}
      </div>
      <BillTable query={bills} empty={<Empty sought={prefix} otherwise={words.emptyArrears} />} />
    </>
  )
}

function OfRoom({ roomId }: { roomId: string }) {
  const { communityId } = usePlace()
  const url = useUrlState()
  const bills = usePages(billingApi.listRoomBills, { communityId, roomId })
  const room = useRead(communitiesApi.getRoom, { communityId, roomId })
  return (
    <>
      <div className="bar">
        <h2>{words.ofRoom(room.data?.code ?? '')}</h2>
        <Button onClick={() => url.set({ room: undefined })}>{words.allRooms}</Button>
      </div>
      <BillTable query={bills} empty={<State {...words.emptyRoom} />} />
    </>
  )
}
