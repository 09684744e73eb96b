import type { BillView } from '@linli/shared/billing/schema'
import { View } from '@tarojs/components'
import { Amount } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { tappable } from '../../kit/h5'
import { Tick } from '../../kit/row'
import { useWords } from '../../kit/use-words'
import { byPeriod } from './bill-name'
import { BillRow } from './bill-row'
import { type Selection, toggled, toggledAll } from './selection'
import { billingWords } from './words'

type Chosen = { off: string[]; setOff: (off: string[]) => void }

/** Bills to pay, all ticked until the person takes one off. */
export const OpenBills = ({ bills, held, off, setOff }: Chosen & { bills: BillView[]; held: string[] }) => (
  <Card flush>
    {byPeriod(bills).map(bill =>
      held.includes(bill.payingOrderId ?? '') ? (
        <BillRow key={bill.billId} bill={bill} onItsWay />
      ) : (
        <BillRow
          key={bill.billId}
          bill={bill}
          ticked={!off.includes(bill.billId)}
          onTick={() => setOff(toggled(off, bill.billId))}
        />
      ),
    )}
  </Card>
)

type PayBarProps = Chosen & { bills: BillView[]; selection: Selection<BillView>; onPay: () => void }

/** The bar at the bottom: 全选, how many, how much, and the one thing to do. */
export function PayBar({ bills, selection, off, setOff, onPay }: PayBarProps) {
  const words = useWords(billingWords)
  return (
    <View className="own-bar">
      <View
        className="own-bar__all"
        onClick={() => setOff(toggledAll(bills, off))}
        {...tappable(words.all, 'checkbox')}
        ariaChecked={selection.all}
      >
        <Tick on={selection.all} />
        <View>{words.all}</View>
      </View>
      <View className="own-bar__sum">
        <View className="ll-cap">{words.chosen(selection.bills.length)}</View>
        <Amount fen={selection.totalFen} size="title" tone="due" />
      </View>
      <Button disabled={selection.bills.length === 0} onTap={onPay}>
        {words.pay}
      </Button>
    </View>
  )
}
