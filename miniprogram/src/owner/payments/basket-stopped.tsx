import { sumFen } from '@linli/shared/money'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Amount, yuan } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Row } from '../../kit/row'
import { State } from '../../kit/state'
import { useSaid, useWords } from '../../kit/use-words'
import { kitWords } from '../../kit/words'
import { platform } from '../../platform/platform'
import { basketWords } from './basket-words'
import { PaidParts } from './paid-parts'
import { payProblem } from './pay-problem'
import { refusalLine } from './refusal'
import type { Basket, BasketRun, Stopped } from './use-basket'
import { type PaymentWords, paymentWords } from './words'

type Props = { run: BasketRun; basket: Basket; stopped: Stopped; phone: string | undefined; onLeave: () => void }

/** One part was not paid, or nobody knows yet: what happened, what is safe, what is left, and the way on. */
export function BasketStopped({ run, basket, stopped, phone, onLeave }: Props) {
  const words = useWords(basketWords)
  const pay = useWords(paymentWords)
  const kit = useWords(kitWords)
  const said = useSaid()
  const { parts, paid } = basket
  const left = parts.slice(paid.length)
  const unsure = stopped.end === 'confirming' || stopped.end === 'suspended'
  const leftFen = sumFen(
    left.map(({ amountFen }, i) => (i === 0 && stopped.end === 'changed' ? stopped.amountFen : amountFen)),
  )
  const [head, line] = saying(stopped, pay)
  const over = stopped.end === 'problem' && stopped.problem.code === 'payments.link_over'
  return (
    <>
      <State
        live
        icon={stopped.end === 'refused' || stopped.end === 'problem' ? 'alert' : unsure ? 'clock' : 'wallet'}
        head={said(head)}
        line={said(line)}
      >
        {parts.length > 1 ? <View className="ll-sub">{words.stoppedAt(paid.length + 1)}</View> : null}
      </State>
      {paid.length > 0 ? (
        <>
          <View className="ll-sub">{words.paidKept(yuan(sumFen(paid.map(({ paidFen }) => paidFen))))}</View>
          <PaidParts parts={parts} paid={paid} />
        </>
      ) : null}
      <Parts title={words.unsure} parts={unsure ? left.slice(0, 1) : []} />
      <Parts title={words.leftParts} parts={unsure ? left.slice(1) : left} isDue />
      {over ? null : (
        <Button wide onTap={run.goOn}>
          {unsure ? words.askAgain : words.goOn(yuan(leftFen))}
        </Button>
      )}
      {phone && (stopped.end === 'refused' || stopped.end === 'suspended' || stopped.end === 'problem') ? (
        <Button kind="plain" wide onTap={() => platform.callPhone(phone)}>
          {kit.call}
        </Button>
      ) : null}
      <Button
        kind="text"
        wide
        onTap={() => (unsure ? void Taro.switchTab({ url: '/tabs/home/index' }) : (run.putAway(), onLeave()))}
      >
        {unsure ? pay.toHome : words.notNow}
      </Button>
    </>
  )
}

function Parts({ title, parts, isDue }: { title: string; parts: Basket['parts']; isDue?: boolean }) {
  if (parts.length === 0) return null
  return (
    <>
      <View className="ll-title">{title}</View>
      <Card flush>
        {parts.map(({ name, note, amountFen }, i) => (
          <Row
            key={`${name} ${i}`}
            title={name}
            note={note}
            value={<Amount fen={amountFen} tone={isDue ? 'due' : 'ink'} />}
          />
        ))}
      </Card>
    </>
  )
}

function saying(stopped: Stopped, words: PaymentWords): [string, string] {
  switch (stopped.end) {
    case 'cancelled':
      return [words.cancelled, words.cancelledLine]
    case 'refused':
      return [words.refused, refusalLine(stopped.reason, words)]
    case 'confirming':
      return [words.slow, words.slowLine]
    case 'suspended':
      return [words.suspended, words.suspendedLine]
    case 'changed':
      return [words.changed, words.changedLine(yuan(stopped.amountFen))]
    case 'problem': {
      const { head, line } = payProblem(stopped.problem, words)
      return [head, line]
    }
  }
}
