import { billingApi } from '@linli/shared/billing/api'
import type { BillView } from '@linli/shared/billing/schema'
import type { Home } from '@linli/shared/identity/schema'
import { partsOf } from '@linli/shared/payments/basket'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Choice } from '../../kit/choice'
import { Page } from '../../kit/page'
import { Pager } from '../../kit/pager'
import { Row } from '../../kit/row'
import { State } from '../../kit/state'
import { useWords } from '../../kit/use-words'
import { usePages } from '../../use-pages'
import { HomeSwitch } from '../home-switch'
import { OwnerTabs } from '../owner-tabs'
import { OpenOrderCard } from '../payments/open-order-card'
import { allUrl, shareUrl } from '../payments/pages'
import { PaySheet } from '../payments/pay-sheet'
import { holding, useOpenOrders } from '../payments/use-open-orders'
import { useMe } from '../session'
import { BillRow } from './bill-row'
import { OpenBills, PayBar } from './open-bills'
import { PrepayRow } from './prepay-row'
import { mostBills, ordersOn, selectionOf } from './selection'
import { billingWords } from './words'

type Show = 'open' | 'paid'

/** 缴费: the bills of one home, to pay or paid. */
export function BillsScreen({ home }: { home: Home }) {
  const words = useWords(billingWords)
  const { communityId, officePhone } = home
  // Whom no owner lets see the room's bills still sees what is under their own name.
  const roomId = home.seesBills ? home.roomId : home.personId
  const [show, setShow] = useState<Show>('open')
  const [off, setOff] = useState<string[]>([])
  const [paying, setPaying] = useState(false)
  const pages = usePages(
    `bills.${roomId}.${show}`,
    cursor => call(billingApi.myBills, { communityId, roomId, show, limit: mostBills, cursor }),
    billingApi.myBills.output,
  )
  const bills = pages.data?.items ?? []
  const hidden = !home.seesBills && show === 'open' && bills.length === 0
  const left = useOpenOrders(ordersOn(bills), () => void pages.reload())
  const held = holding(left)
  const free = bills.filter(bill => !held.includes(bill.payingOrderId ?? ''))
  const selection = selectionOf(free, off)
  // One thing to do at a time: the order that was left behind goes on, or is given back.
  const choosing = show === 'open' && left.every(order => order.view !== 'unpaid')
  const canPay = choosing && free.length > 0 && !pages.keptAt
  // Bills of several companies are several orders, paid one after another on a page of their own.
  const pay = () =>
    partsOf(selection.bills).length > 1
      ? void Taro.navigateTo({ url: allUrl(selection.bills.map(({ billId }) => billId)) })
      : setPaying(true)
  return (
    <Page
      load={pages}
      refresh
      title={words.tab}
      skeleton={[56, 320]}
      phone={officePhone}
      tabs={<OwnerTabs current="bills" />}
      foot={canPay ? <PayBar {...{ bills: free, selection, off, setOff }} onPay={pay} /> : undefined}
    >
      <HomeSwitch home={home} />
      {hidden ? (
        pages.data ? (
          <State icon="bill" head={words.hidden} line={words.hiddenLine} />
        ) : null
      ) : (
        <Choice
          options={[
            { value: 'open', name: words.open },
            { value: 'paid', name: words.paid },
          ]}
          value={show}
          onChange={setShow}
        />
      )}
      {left.map(order => (
        <OpenOrderCard key={order.orderId} open={order} onChanged={() => void pages.reload()} />
      ))}
      {pages.data && bills.length === 0 && !hidden ? <NoBills show={show} seePaid={() => setShow('paid')} /> : null}
      {bills.length > 0 ? (
        <Bills {...{ choosing, held, off, setOff }} bills={asTicked(bills, selection.bills)} />
      ) : null}
      {choosing && !pages.keptAt ? <OtherWays home={home} bills={selection.bills} /> : null}
      {choosing && !pages.keptAt ? <PrepayRow communityId={communityId} roomId={roomId} /> : null}
      <Pager next={pages.next} previous={pages.previous} />
      <PaySheet
        open={paying}
        communityId={communityId}
        phone={officePhone}
        bills={selection.bills}
        onClose={() => setPaying(false)}
        onChanged={() => void pages.reload()}
      />
    </Page>
  )
}

/** Not only this home, and not only oneself: all homes in one go, or a card for somebody else to pay what is ticked. */
function OtherWays({ home: { communityId }, bills }: { home: Home; bills: readonly BillView[] }) {
  const words = useWords(billingWords)
  const rooms = new Set(useMe()?.homes.map(({ roomId }) => roomId))
  const [first] = bills
  const shared = bills.filter(bill => bill.object.id === first?.object.id)
  if (rooms.size < 2 && !first) return null
  return (
    <Card flush>
      {rooms.size > 1 ? (
        <Row
          title={words.allHomes}
          note={words.allHomesLine}
          onTap={() => void Taro.navigateTo({ url: '/payments/all/index' })}
        />
      ) : null}
      {first ? (
        <Row
          title={words.askFamily}
          note={words.askFamilyLine}
          onTap={() =>
            void Taro.navigateTo({
              url: shareUrl(
                communityId,
                first.object.id,
                shared.map(({ billId }) => billId),
              ),
            })
          }
        />
      ) : null}
    </Card>
  )
}

/** What is ticked, as it costs when all of it is paid. */
const asTicked = (bills: readonly BillView[], ticked: readonly BillView[]): BillView[] =>
  bills.map(bill => ticked.find(({ billId }) => billId === bill.billId) ?? bill)

type BillsProps = {
  choosing: boolean
  bills: BillView[]
  /** Orders whose money may be on its way. */
  held: string[]
  off: string[]
  setOff: (off: string[]) => void
}

const Bills = ({ choosing, bills, ...chosen }: BillsProps) =>
  choosing ? (
    <OpenBills bills={bills} {...chosen} />
  ) : (
    <Card flush>
      {bills.map(bill => (
        <BillRow key={bill.billId} bill={bill} />
      ))}
    </Card>
  )

function NoBills({ show, seePaid }: { show: Show; seePaid: () => void }) {
  const words = useWords(billingWords)
  if (show === 'paid') return <State icon="receipt" head={words.emptyPaid} line={words.emptyPaidLine} />
  return (
    <State icon="check" head={words.emptyOpen} line={words.emptyOpenLine}>
      <Button kind="plain" wide onTap={seePaid}>
        {words.seePaid}
      </Button>
    </State>
  )
}
