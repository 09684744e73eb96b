import { sumFen } from '@linli/shared/money'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Amount, yuan } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { role } from '../../kit/h5'
import { State } from '../../kit/state'
import { type Step, Steps } from '../../kit/steps'
import { useWords } from '../../kit/use-words'
import { slowAfterMs } from './ask-schedule'
import { BasketStopped } from './basket-stopped'
import { type BasketWords, basketWords } from './basket-words'
import { PaidParts } from './paid-parts'
import type { Basket, BasketRun } from './use-basket'
import { paymentWords } from './words'

type Props = { run: BasketRun; basket: Basket; phone: string | undefined; onLeave: () => void }

/** A basket that is being paid, or has come to an end: one page for all of its orders. */
export function BasketProgress({ run, basket, phone, onLeave }: Props) {
  if (basket.stopped) return <BasketStopped {...{ run, basket, phone, onLeave }} stopped={basket.stopped} />
  return basket.step === undefined ? <AllPaid basket={basket} /> : <Going run={run} basket={basket} />
}

function Going({ run, basket }: Pick<Props, 'run' | 'basket'>) {
  const words = useWords(basketWords)
  const pay = useWords(paymentWords)
  const { step, parts, paid } = basket
  const [late, setLate] = useState(false)
  useEffect(() => {
    setLate(false)
    const timer = setTimeout(() => setLate(true), step === 'paying' ? 10_000 : slowAfterMs)
    return () => clearTimeout(timer)
  }, [step, paid.length])
  const head = step === 'making' ? words.making : step === 'paying' ? words.paying : words.looking
  return (
    <>
      <View className="own-center" {...role('status')} ariaLive="polite">
        <View className="ll-head">{head}</View>
        <View className="ll-sub">{late && step === 'checking' ? words.slowLine : words.askingLine}</View>
        <Amount fen={parts[paid.length]?.amountFen ?? 0} size="num" />
      </View>
      <Card>
        <Steps steps={stepsOf(basket, words)} />
      </Card>
      {late && step === 'paying' ? (
        <>
          <View className="ll-sub">{pay.stuck}</View>
          <Button kind="plain" wide onTap={run.look}>
            {pay.seeWhether}
          </Button>
        </>
      ) : null}
    </>
  )
}

const stepsOf = ({ parts, paid }: Basket, words: BasketWords): Step[] =>
  parts.map(({ name, amountFen }, i) => ({
    word: words.part(i + 1, name),
    time: i < paid.length ? `${yuan(amountFen)} ${words.arrived}` : yuan(amountFen),
    state: i < paid.length ? 'done' : i === paid.length ? 'now' : 'later',
  }))

function AllPaid({ basket: { parts, paid } }: Pick<Props, 'basket'>) {
  const words = useWords(basketWords)
  const pay = useWords(paymentWords)
  const sum = sumFen(paid.map(({ paidFen }) => paidFen))
  return (
    <>
      <State live icon="check" head={words.allPaid} line={words.allPaidLine(yuan(sum), paid.length)} />
      <PaidParts parts={parts} paid={paid} />
      <Button wide onTap={() => void Taro.switchTab({ url: '/tabs/home/index' })}>
        {pay.finish}
      </Button>
    </>
  )
}
