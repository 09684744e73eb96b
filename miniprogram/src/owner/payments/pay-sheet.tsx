import type { BillView } from '@linli/shared/billing/schema'
import { billingApi } from '@linli/shared/billing/api'
import { beijingDate, formatDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../api'
import { yuan } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Sheet } from '../../kit/sheet'
import { State } from '../../kit/state'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { kitWords } from '../../kit/words'
import { platform } from '../../platform/platform'
import { toPay } from '../billing/selection'
import { PayLines } from './pay-lines'
import { busyWord, SumChanged } from './pay-notes'
import { payProblem } from './pay-problem'
import { allUrl, confirmingUrl, type Said } from './pages'
import { type PayState, usePay } from './use-pay'
import { paymentWords } from './words'

type PaySheetProps = {
  open: boolean
  communityId: string
  bills: readonly BillView[]
  phone: string | undefined
  onClose: () => void
  /** Somebody paid one of them meanwhile: what lies under the sheet is old. */
  onChanged: () => void
}

/** 付款: the bills, the sum, the channel, and a button that carries the sum. */
export function PaySheet({ open, communityId, bills, phone, onClose, onChanged }: PaySheetProps) {
  const words = useWords(paymentWords)
  const left = useRef(false)
  const leave = (orderId: string, said: Said, reason?: string) => {
    if (left.current) return
    left.current = true
    onClose()
    void Taro.navigateTo({ url: confirmingUrl({ orderId, said, reason }) })
  }
  const { state, pay, reset } = usePay(leave)
  const shownFen = bills.reduce((sum, bill) => sum + toPay(bill), 0)
  const amountFen = state.phase === 'changed' ? state.amountFen : shownFen
  const close = () => {
    if (state.phase === 'changed' || state.phase === 'failed') onChanged()
    reset()
    onClose()
  }
  const start = () => {
    left.current = false
    pay({
      communityId,
      amountFen,
      bills: bills.map(bill => ({ roomId: bill.object.id, billId: bill.billId })),
    })
  }
  const refused = state.phase === 'failed' ? state.problem.code : undefined
  const paidAlready = refused === 'payments.nothing_due'
  useSeveralOrders(refused === 'payments.mixed_entities', bills, close)
  return (
    <Sheet open={open} title={words.pay} onClose={close}>
      {paidAlready ? (
        <PaidAlready bills={bills} onClose={close} />
      ) : (
        <>
          <PayLines bills={bills} amountFen={amountFen} />
          <Noted state={state} phone={phone} leave={leave} />
          <Button wide busy={busyWord(state, words)} onTap={start}>
            {words.payNow(yuan(amountFen))}
          </Button>
        </>
      )}
    </Sheet>
  )
}

/** Bills of several merchants, which only the server tells: they are paid one after another on a page of their own. */
function useSeveralOrders(mixed: boolean, bills: readonly BillView[], close: () => void): void {
  const latest = useRef({ bills, close })
  useEffect(() => {
    latest.current = { bills, close }
  })
  useEffect(() => {
    if (!mixed) return
    latest.current.close()
    void Taro.navigateTo({ url: allUrl(latest.current.bills.map(({ billId }) => billId)) })
  }, [mixed])
}

type NotedProps = { state: PayState; phone: string | undefined; leave: (orderId: string, said: Said) => void }

/** What there is to say before the button: a new sum, a refusal, or a way on when the phone has gone quiet. */
function Noted({ state, phone, leave }: NotedProps) {
  const words = useWords(paymentWords)
  const kit = useWords(kitWords)
  if (state.phase === 'changed') return <SumChanged amountFen={state.amountFen} />
  if (state.phase === 'paying') return <Quiet onTap={() => leave(state.orderId, 'silent')} />
  if (state.phase !== 'failed') return null
  return (
    <>
      <Trouble problem={payProblem(state.problem, words)} />
      {phone ? (
        <Button kind="text" wide onTap={() => platform.callPhone(phone)}>
          {kit.call}
        </Button>
      ) : null}
    </>
  )
}

const quietAfterMs = 10_000

/** The host has said nothing for a while: nobody has to wait for it. */
function Quiet({ onTap }: { onTap: () => void }) {
  const words = useWords(paymentWords)
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), quietAfterMs)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <>
      <View className="ll-sub">{words.stuck}</View>
      <Button kind="plain" wide onTap={onTap}>
        {words.seeWhether}
      </Button>
    </>
  )
}

/** The refusal that is good news, with the day. */
function PaidAlready({ bills, onClose }: { bills: readonly BillView[]; onClose: () => void }) {
  const words = useWords(paymentWords)
  const [day, setDay] = useState<string>()
  const first = bills[0]
  useEffect(() => {
    if (!first) return
    const { communityId, billId, object } = first
    call(billingApi.myBill, { communityId, roomId: object.id, billId }).then(
      ({ paidAt }) => setDay(paidAt && formatDate(beijingDate(paidAt))),
      () => undefined,
    )
  }, [first])
  return (
    <State live icon="check" head={words.nothingDue} line={day ? words.paidBefore(day) : words.nothingDueLine}>
      <Button wide onTap={onClose}>
        {words.ok}
      </Button>
    </State>
  )
}
