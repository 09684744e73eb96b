import type { BillView } from '@linli/shared/billing/schema'
import { View } from '@tarojs/components'
import { Amount, yuan } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { tappable } from '../../kit/h5'
import { Tick } from '../../kit/row'
import { isLarger, useTypeSize } from '../../kit/type-size'
import { useWords } from '../../kit/use-words'
import { byPeriod } from './bill-name'
import { BillRow } from './bill-row'
import { type Selection, selectionOf, toggled, toggledAll } from './selection'
import { billingWords } from './words'

type Chosen = { off: string[]; setOff: (off: string[]) => void }

/** Bills to pay, all ticked until the person takes one off. In 长辈版 全选 stands above them: the bar leaves them its room. */
export const OpenBills = ({ bills, held, off, setOff }: Chosen & { bills: BillView[]; held: string[] }) => (
  <Card flush>
    {isLarger(useTypeSize()) ? (
      <TickAll bills={bills.filter(bill => !held.includes(bill.payingOrderId ?? ''))} off={off} setOff={setOff} />
    ) : null}
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

function TickAll({ bills, off, setOff }: Chosen & { bills: BillView[] }) {
  const words = useWords(billingWords)
  const all = selectionOf(bills, off).all
  return (
    <View
      className="own-all"
      onClick={() => setOff(toggledAll(bills, off))}
      {...tappable(words.all, 'checkbox')}
      ariaChecked={all}
    >
      <Tick on={all} />
      <View>{words.all}</View>
    </View>
  )
}

/** The bar at the bottom: 全选, how many, how much, and the one thing to do. */
export function PayBar({ bills, selection, off, setOff, onPay }: PayBarProps) {
  const words = useWords(billingWords)
  return (
    <View className="own-bar">
      {isLarger(useTypeSize()) ? null : <TickAll bills={bills} off={off} setOff={setOff} />}
      <View className="own-bar__sum">
        <View className="ll-cap">{words.chosen(selection.bills.length)}</View>
        <Amount fen={selection.totalFen} size="title" tone="due" />
        {selection.offFen > 0 ? <View className="ll-cap">{words.off(yuan(selection.offFen))}</View> : null}
      </View>
      <Button disabled={selection.bills.length === 0} onTap={onPay}>
        {words.pay}
      </Button>
    </View>
  )
}
