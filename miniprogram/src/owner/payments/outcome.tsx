import type { Fen } from '@linli/shared/money'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { yuan } from '../../kit/amount'
import { Button } from '../../kit/button'
import type { IconName } from '../../kit/icon'
import { State } from '../../kit/state'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { kitWords } from '../../kit/words'
import { platform } from '../../platform/platform'
import type { OrderView } from './order-view'
import { payProblem } from './pay-problem'
import type { PayState } from './use-pay'
import { type PaymentWords, paymentWords } from './words'

type OutcomeProps = {
  view: OrderView
  reason: string | undefined
  phone: string | undefined
  amountFen: Fen | undefined
  /** The payment started again from here. */
  attempt: PayState
  onPay: () => void
}

/** Decided, and not paid: what happened, what is safe, and what to do now. */
export function Outcome({ view, reason, phone, amountFen, attempt, onPay }: OutcomeProps) {
  const words = useWords(paymentWords)
  const kit = useWords(kitWords)
  const { icon, head, line } = saying(view, reason, words)
  const busy = attempt.phase === 'making' ? words.making : attempt.phase === 'paying' ? words.paying : undefined
  const call = phone ? (
    <Button kind="plain" wide onTap={() => platform.callPhone(phone)}>
      {kit.call}
    </Button>
  ) : null
  return (
    <>
      <State live icon={icon} head={head} line={line}>
        {attempt.phase === 'failed' ? <Trouble problem={payProblem(attempt.problem, words)} /> : null}
        {attempt.phase === 'changed' && amountFen !== undefined ? (
          <View className="ll-sub">
            {words.changed}，{words.changedLine(yuan(amountFen))}
          </View>
        ) : null}
        {view === 'suspended' || amountFen === undefined ? null : (
          <Button wide busy={busy} onTap={onPay}>
            {`${words.payAgain} ${yuan(amountFen)}`}
          </Button>
        )}
        {view === 'suspended' || view === 'refused' ? call : null}
        <Button kind="text" wide onTap={() => void Taro.switchTab({ url: '/tabs/home/index' })}>
          {words.toHome}
        </Button>
      </State>
    </>
  )
}

function saying(
  view: OrderView,
  reason: string | undefined,
  words: PaymentWords,
): { icon: IconName; head: string; line: string } {
  switch (view) {
    case 'refused':
      return {
        icon: 'alert',
        head: words.refused,
        line: reason ? words.refusedLine(reason) : words.refusedBare,
      }
    case 'expired':
      return { icon: 'clock', head: words.orderClosed, line: words.orderClosedLine }
    case 'suspended':
      return { icon: 'shield', head: words.suspended, line: words.suspendedLine }
    default:
      return { icon: 'wallet', head: words.cancelled, line: words.cancelledLine }
  }
}
