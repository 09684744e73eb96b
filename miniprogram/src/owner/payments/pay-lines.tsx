import type { BillView } from '@linli/shared/billing/schema'
import type { Fen } from '@linli/shared/money'
import { View } from '@tarojs/components'
import { Amount, yuan } from '../../kit/amount'
import { useWords } from '../../kit/use-words'
import { billName, byPeriod } from '../billing/bill-name'
import { toPay } from '../billing/selection'
import { paymentWords } from './words'

const shown = 6

/** What is paid for, in the order of the list: the first bills by name, how many more, the channel and the sum. */
export function PayLines({ bills, amountFen }: { bills: readonly BillView[]; amountFen: Fen }) {
  const words = useWords(paymentWords)
  const rest = bills.length - shown
  const lateFen = bills.reduce((sum, bill) => sum + bill.lateFeeFen, 0)
  const offFen = bills.reduce((sum, { discountFen = 0 }) => sum + discountFen, 0)
  return (
    <>
      {byPeriod(bills)
        .slice(0, shown)
        .map(bill => (
          <View className="own-line" key={bill.billId}>
            <View className="own-words">{billName(bill)}</View>
            <Amount fen={toPay(bill)} />
          </View>
        ))}
      {rest > 0 ? <View className="ll-sub">{words.more(rest)}</View> : null}
      <View className="own-line">
        <View>{words.channel}</View>
        <View>{words.by}</View>
      </View>
      <View className="own-total">
        <View>
          {words.total} {words.bills(bills.length)}
          {offFen > 0 ? <View className="own-line__note">{words.withOff(yuan(offFen))}</View> : null}
          {lateFen > 0 ? <View className="own-line__note">{words.withLate(yuan(lateFen))}</View> : null}
        </View>
        <Amount fen={amountFen} size="num" tone="due" />
      </View>
    </>
  )
}
