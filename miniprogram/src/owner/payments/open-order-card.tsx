import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Amount, yuan } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { role } from '../../kit/h5'
import { useWords } from '../../kit/use-words'
import { lastWordOn } from './last-word'
import type { OpenOrderView } from './order-view'
import { ChooseAnew, PayAgain } from './pay-again'
import { confirmingUrl, receiptUrl } from './pages'
import type { OpenOrder } from './use-open-orders'
import { type PaymentWords, paymentWords } from './words'

type OpenOrderCardProps = {
  open: OpenOrder
  /** Of the order, where it is known before the channel has answered. */
  amountFen?: number
  /** It was given back. */
  onChanged: () => void
}

/** A payment that was begun and not finished: where the money is, and what may be done now. */
export function OpenOrderCard({ open: { orderId, view, order }, amountFen, onChanged }: OpenOrderCardProps) {
  const words = useWords(paymentWords)
  const sum = order?.paidFen ?? order?.amountFen ?? amountFen
  const [head, line] = saying(view, sum, words)
  return (
    <Card>
      <View className="own-due">
        <View className="own-due" {...role('status')} ariaLive="polite">
          <View className="ll-bar">
            <View className="ll-title">{head}</View>
            {sum === undefined ? null : <Amount fen={sum} size="title" />}
          </View>
          <View className="ll-sub">{line}</View>
        </View>
        {view === 'unpaid' && order ? (
          <>
            <PayAgain
              order={order}
              word={words.goOn}
              onDone={(next, said, reason) =>
                void Taro.navigateTo({ url: confirmingUrl({ orderId: next, said, reason }) })
              }
            />
            <ChooseAnew order={order} onGivenBack={onChanged} />
          </>
        ) : view === 'waiting' ? (
          <GoTo url={confirmingUrl({ orderId, said: lastWordOn(orderId) })}>{words.seeProgress}</GoTo>
        ) : view === 'paid' ? (
          <GoTo url={receiptUrl(orderId)}>{words.seeReceipt}</GoTo>
        ) : null}
      </View>
    </Card>
  )
}

const GoTo = ({ url, children }: { url: string; children: string }) => (
  <Button kind="plain" wide onTap={() => void Taro.navigateTo({ url })}>
    {children}
  </Button>
)

function saying(view: OpenOrderView, sum: number | undefined, words: PaymentWords): [string, string] {
  switch (view) {
    case 'asking':
      return [words.silent, words.silentLine]
    case 'waiting':
      return [words.confirming, words.askingLine]
    case 'unpaid':
      return [words.cancelled, words.unpaidLine]
    case 'suspended':
      return [words.suspended, words.suspendedLine]
    case 'paid':
      return [words.paid, sum === undefined ? '' : words.arrived(yuan(sum))]
  }
}
