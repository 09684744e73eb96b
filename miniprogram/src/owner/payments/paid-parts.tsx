import Taro from '@tarojs/taro'
import { Amount, yuan } from '../../kit/amount'
import { Card } from '../../kit/card'
import { Row } from '../../kit/row'
import { useWords } from '../../kit/use-words'
import { basketWords } from './basket-words'
import { receiptUrl } from './pages'
import type { Basket } from './use-basket'

/** What is paid of a basket, each with the way to its receipt. */
export function PaidParts({ parts, paid }: Pick<Basket, 'parts' | 'paid'>) {
  const words = useWords(basketWords)
  return (
    <Card flush>
      {paid.map(({ orderId, paidFen }, i) => (
        <Row
          key={orderId}
          icon="check"
          title={parts[i]?.name ?? ''}
          note={words.seeReceipt}
          value={<Amount fen={paidFen} />}
          label={`${parts[i]?.name ?? ''}，${yuan(paidFen)}，${words.seeReceipt}`}
          onTap={() => void Taro.navigateTo({ url: receiptUrl(orderId) })}
        />
      ))}
    </Card>
  )
}
