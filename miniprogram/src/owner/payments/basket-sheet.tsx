import { sumFen } from '@linli/shared/money'
import { View } from '@tarojs/components'
import { Amount, yuan } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Sheet } from '../../kit/sheet'
import { useWords } from '../../kit/use-words'
import { basketWords } from './basket-words'
import type { BasketPart } from './use-basket'
import { paymentWords } from './words'

type Props = { open: boolean; parts: BasketPart[]; onClose: () => void; onStart: (parts: BasketPart[]) => void }

/** Before the first payment: how many there will be, what each is for and costs, and what happens in between. */
export function BasketSheet({ open, parts, onClose, onStart }: Props) {
  const words = useWords(basketWords)
  const pay = useWords(paymentWords)
  const sum = sumFen(parts.map(({ amountFen }) => amountFen))
  const several = parts.length > 1
  return (
    <Sheet open={open} title={several ? words.inParts(parts.length) : pay.pay} onClose={onClose}>
      {several ? <View className="ll-sub">{words.whyParts}</View> : null}
      {parts.map(({ name, note, amountFen }, i) => (
        <View className="own-line" key={`${name} ${i}`}>
          <View className="own-line__text">
            <View className="own-words">{several ? words.part(i + 1, name) : name}</View>
            <View className="own-line__note">{note}</View>
          </View>
          <Amount fen={amountFen} />
        </View>
      ))}
      <View className="own-line">
        <View>{pay.channel}</View>
        <View>{pay.by}</View>
      </View>
      <View className="own-total">
        <View>{pay.total}</View>
        <Amount fen={sum} size="num" tone="due" />
      </View>
      {several ? <View className="ll-sub">{words.whatHappens}</View> : null}
      <Button wide onTap={() => onStart(parts)}>
        {words.start(yuan(sum))}
      </Button>
    </Sheet>
  )
}
