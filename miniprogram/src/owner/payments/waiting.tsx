import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Amount } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { role } from '../../kit/h5'
import { type Step, Steps } from '../../kit/steps'
import { useWords } from '../../kit/use-words'
import type { Said } from './pages'
import type { OrderWatch } from './use-order-watch'
import { type PaymentWords, paymentWords } from './words'

/** Not decided yet: where the money is, what to do meanwhile, and after a while the way out. */
export function Waiting({ watch, said }: { watch: OrderWatch; said: Said }) {
  const words = useWords(paymentWords)
  const slow = watch.view === 'slow' || watch.view === 'ended'
  // Only the phone's claim makes it a payment that was made.
  const quiet = said !== 'paid-claimed'
  const [head, line] = slow
    ? [words.slow, words.slowLine]
    : quiet
      ? [words.silent, words.silentLine]
      : [words.asking, words.askingLine]
  return (
    <>
      <View className="own-center" {...role('status')} ariaLive="polite">
        <View className="ll-head">{head}</View>
        <View className="ll-sub">{line}</View>
        {watch.order ? <Amount fen={watch.order.amountFen} size="num" /> : null}
      </View>
      <Card>
        <Steps steps={stepsOf(watch.view === 'paid', quiet, words)} />
      </Card>
      {slow ? (
        <View className="ll-buttons">
          <Button kind="plain" onTap={() => void Taro.switchTab({ url: '/tabs/home/index' })}>
            {words.toHome}
          </Button>
          <Button busy={watch.checking && words.askingAgain} onTap={watch.ask}>
            {words.askAgain}
          </Button>
        </View>
      ) : null}
    </>
  )
}

const stepsOf = (paid: boolean, quiet: boolean, words: PaymentWords): Step[] => [
  quiet ? { word: words.stepPay, state: 'now' } : { word: words.stepPaid, state: 'done' },
  { word: words.stepWait, state: paid ? 'done' : quiet ? 'later' : 'now' },
  { word: words.stepArrived, state: paid ? 'done' : 'later' },
]
