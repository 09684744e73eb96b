import type { Fen } from '@linli/shared/money'
import { View } from '@tarojs/components'
import { yuan } from '../../kit/amount'
import { useWords } from '../../kit/use-words'
import type { PayState } from './use-pay'
import { type PaymentWords, paymentWords } from './words'

/** What the button says while a payment is under way. */
export const busyWord = ({ phase }: PayState, words: PaymentWords): string | undefined =>
  phase === 'making' ? words.making : phase === 'paying' ? words.paying : undefined

/** The order costs something else than was shown. */
export function SumChanged({ amountFen }: { amountFen: Fen }) {
  const words = useWords(paymentWords)
  return (
    <View className="ll-sub">
      {words.changed}，{words.changedLine(yuan(amountFen))}
    </View>
  )
}
