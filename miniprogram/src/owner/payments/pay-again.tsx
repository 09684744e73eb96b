import { paymentsApi } from '@linli/shared/payments/api'
import type { Order } from '@linli/shared/payments/schema'
import Taro from '@tarojs/taro'
import { call } from '../../api'
import { yuan } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { busyWord, SumChanged } from './pay-notes'
import { payProblem } from './pay-problem'
import { paidUrl } from './pages'
import { type Done, usePay } from './use-pay'
import { paymentWords } from './words'

/** One tap opens the payment of the same bills: the same order while it is open, otherwise a new one. */
export function PayAgain({ order, word, onDone }: { order: Order; word: string; onDone: Done }) {
  const words = useWords(paymentWords)
  const { state, pay } = usePay(onDone)
  const amountFen = state.phase === 'changed' ? state.amountFen : order.amountFen
  const bills = order.shares.map(share => ({ roomId: share.object.id, billId: share.billId }))
  return (
    <>
      {state.phase === 'failed' ? <Trouble problem={payProblem(state.problem, words)} /> : null}
      {state.phase === 'changed' ? <SumChanged amountFen={amountFen} /> : null}
      <Button
        wide
        busy={busyWord(state, words)}
        onTap={() => pay({ communityId: order.communityId, bills, amountFen })}
      >
        {`${word} ${yuan(amountFen)}`}
      </Button>
    </>
  )
}

/** 重新选择: gives the order back at the channel first; should it prove paid, that is shown instead. */
export function ChooseAnew({ order, onGivenBack }: { order: Order; onGivenBack: () => void }) {
  const words = useWords(paymentWords)
  const act = useAct()
  const giveBack = async () => {
    const { communityId, orderId } = order
    const { state } = await call(paymentsApi.closeOrder, { communityId, orderId })
    if (state === 'paid') return Taro.navigateTo({ url: paidUrl(orderId) })
    onGivenBack()
    return Taro.switchTab({ url: '/tabs/bills/index' })
  }
  return (
    <>
      <Trouble problem={act.problem && payProblem(act.problem, words)} />
      <Button kind="plain" wide busy={act.busy && words.givingBack} onTap={() => act.run('close', giveBack)}>
        {words.chooseAnew}
      </Button>
    </>
  )
}
