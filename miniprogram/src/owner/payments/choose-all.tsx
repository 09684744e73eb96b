import type { BillView } from '@linli/shared/billing/schema'
import { roomName } from '@linli/shared/communities/room-name'
import type { OutputOf } from '@linli/shared/contract'
import { sumFen } from '@linli/shared/money'
import { paymentsApi } from '@linli/shared/payments/api'
import { type Part, partsOf } from '@linli/shared/payments/basket'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../api'
import { Card } from '../../kit/card'
import { Page } from '../../kit/page'
import { State } from '../../kit/state'
import { useWords } from '../../kit/use-words'
import type { Load } from '../../use-load'
import { byPeriod } from '../billing/bill-name'
import { BillRow } from '../billing/bill-row'
import { PayBar } from '../billing/open-bills'
import { ordersOn, selectionOf, toggled } from '../billing/selection'
import { BasketSheet } from './basket-sheet'
import { type BasketWords, basketWords } from './basket-words'
import { OpenOrderCard } from './open-order-card'
import type { BasketPart } from './use-basket'
import { holding, useOpenOrders } from './use-open-orders'
import { payChannel } from '../../platform/host'

type Due = OutputOf<typeof paymentsApi.dueOfAll>
type Props = {
  load: Load<Due>
  /** What was ticked on the page before; the sheet is open then. */
  chosen: readonly string[] | undefined
  onPay: (parts: BasketPart[], officePhone: string | undefined) => void
}

/** All bills of all homes, ticked until the person takes one off; what is ticked says in how many orders it is paid. */
export function ChooseAll({ load, chosen, onPay }: Props) {
  const words = useWords(basketWords)
  const [taken, setOff] = useState<string[]>()
  const [open, setOpen] = useState(chosen !== undefined)
  const homes = (load.data?.homes ?? []).filter(({ bills }) => bills.length > 0)
  const all = homes.flatMap(({ bills }) => bills)
  const off = taken ?? all.flatMap(({ billId }) => (chosen && !chosen.includes(billId) ? [billId] : []))
  const left = useOpenOrders(ordersOn(all), () => void load.reload())
  const held = holding(left)
  const free = all.filter(bill => !held.includes(bill.payingOrderId ?? ''))
  // One thing to do at a time: the order that was left behind goes on, or is given back.
  const choosing = left.every(order => order.view !== 'unpaid')
  const parts = partsOf(free.filter(({ billId }) => !off.includes(billId)))
  const ticked = parts.flatMap(({ bills }) => bills)
  const selection = {
    ...selectionOf(ticked, []),
    bills: ticked,
    totalFen: sumFen(parts.map(({ amountFen }) => amountFen)),
    all: ticked.length === free.length,
  }
  const canPay = choosing && free.length > 0
  const phone = homes[0]?.officePhone
  const bar = <PayBar {...{ bills: free, selection, off, setOff }} onPay={() => setOpen(true)} />
  return (
    <Page load={load} refresh skeleton={[120, 320]} phone={phone} title={words.title} foot={canPay ? bar : undefined}>
      {left.map(order => (
        <OpenOrderCard key={order.orderId} open={order} onChanged={() => void load.reload()} />
      ))}
      {load.data && all.length === 0 ? <State icon="check" head={words.empty} line={words.emptyLine} /> : null}
      {all.length > 0 ? <View className="ll-sub">{words.line}</View> : null}
      {homes.map(({ roomId, roomCode, communityName, bills, more }) => (
        <Card flush key={roomId}>
          <View className="own-place">
            <View className="ll-cap">{communityName}</View>
            <View className="ll-title">{roomName(roomCode)}</View>
          </View>
          {byPeriod(bills).map(bill => (
            <BillRow
              key={bill.billId}
              bill={ticked.find(({ billId }) => billId === bill.billId) ?? bill}
              {...(held.includes(bill.payingOrderId ?? '')
                ? { onItsWay: true }
                : choosing && {
                    ticked: !off.includes(bill.billId),
                    onTick: () => setOff(toggled(off, bill.billId)),
                  })}
            />
          ))}
          {more ? <View className="ll-sub">{words.more}</View> : null}
        </Card>
      ))}
      <BasketSheet
        open={open && canPay && parts.length > 0}
        parts={parts.map(part => partNamed(part, load.data, words))}
        onClose={() => setOpen(false)}
        onStart={chosen => {
          setOpen(false)
          onPay(chosen, homes.find(({ communityId }) => communityId === parts[0]?.communityId)?.officePhone)
        }}
      />
    </Page>
  )
}

/** 「锦绣花园 3栋2单元1501、1502」 of 「安居物业服务有限公司」, as the person reads it before the first payment. */
function partNamed(part: Part<BillView>, due: Due | undefined, words: BasketWords): BasketPart {
  const { communityId, bills, amountFen } = part
  const home = due?.homes.find(each => each.communityId === communityId)
  const entity = due?.entities.find(({ entityId }) => entityId === part.entityId)
  const rooms = [...new Set(bills.map(({ object }) => roomName(object.code)))].join('、')
  const asked = bills.map(bill => ({ roomId: bill.object.id, billId: bill.billId }))
  return {
    name: `${home?.communityName ?? ''} ${entity?.name ?? ''}`.trim(),
    note: `${rooms} · ${words.count(bills.length)}`,
    amountFen,
    create: idempotencyKey =>
      call(paymentsApi.createOrder, { communityId, bills: asked, channel: payChannel }, { idempotencyKey }),
  }
}
