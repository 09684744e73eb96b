import type { Order } from '@linli/shared/payments/schema'
import Taro from '@tarojs/taro'
import { Button } from '../../kit/button'
import type { IconName } from '../../kit/icon'
import { State } from '../../kit/state'
import { useWords } from '../../kit/use-words'
import { kitWords } from '../../kit/words'
import { platform } from '../../platform/platform'
import type { OrderView } from './order-view'
import { ChooseAnew, PayAgain } from './pay-again'
import { refusalLine } from './refusal'
import type { Done } from './use-pay'
import { type PaymentWords, paymentWords } from './words'

type OutcomeProps = {
  view: OrderView
  order: Order | undefined
  reason: string | undefined
  phone: string | undefined
  /** The payment was started again from here. */
  onPaid: Done
}

/** Decided, and not paid: what happened, what is safe, and what to do now. */
export function Outcome({ view, order, reason, phone, onPaid }: OutcomeProps) {
  const words = useWords(paymentWords)
  const kit = useWords(kitWords)
  const { icon, head, line } = saying(view, reason, words)
  const unpaid = view === 'unpaid'
  return (
    <State live icon={icon} head={head} line={line}>
      {order && !order.byLink && view !== 'suspended' ? (
        <PayAgain key={order.orderId} order={order} word={unpaid ? words.goOn : words.payAgain} onDone={onPaid} />
      ) : null}
      {order && !order.byLink && unpaid ? <ChooseAnew order={order} onGivenBack={() => undefined} /> : null}
      {phone && (view === 'suspended' || view === 'refused') ? (
        <Button kind="plain" wide onTap={() => platform.callPhone(phone)}>
          {kit.call}
        </Button>
      ) : null}
      {unpaid && !order?.byLink ? null : (
        <Button kind="text" wide onTap={() => void Taro.switchTab({ url: '/tabs/home/index' })}>
          {words.toHome}
        </Button>
      )}
    </State>
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
        line: refusalLine(reason, words),
      }
    case 'expired':
      return { icon: 'clock', head: words.orderClosed, line: words.orderClosedLine }
    case 'suspended':
      return { icon: 'shield', head: words.suspended, line: words.suspendedLine }
    case 'unpaid':
      return { icon: 'wallet', head: words.cancelled, line: words.unpaidLine }
    default:
      return { icon: 'wallet', head: words.cancelled, line: words.cancelledLine }
  }
}
