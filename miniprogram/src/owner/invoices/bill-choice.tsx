import { periodName } from '@linli/shared/billing/words'
import type { InvoiceableBill } from '@linli/shared/invoices/schema'
import { View } from '@tarojs/components'
import { Amount, spokenYuan, yuan } from '../../kit/amount'
import { Card } from '../../kit/card'
import { Row } from '../../kit/row'
import { useWords } from '../../kit/use-words'
import { invoiceWords } from './words'

type Props = { bills: InvoiceableBill[]; chosen: ReadonlySet<string>; onChange: (chosen: ReadonlySet<string>) => void }

/** Bills to tick; one that cannot be invoiced says why. */
export function BillChoice({ bills, chosen, onChange }: Props) {
  const words = useWords(invoiceWords)
  const toggle = (billId: string) => {
    const next = new Set(chosen)
    if (!next.delete(billId)) next.add(billId)
    onChange(next)
  }
  return (
    <Card>
      <View className="ll-title">{words.choose}</View>
      {bills.map(bill => {
        const name = `${bill.feeItemName} ${periodName(bill.period)}`
        const openFen = bill.principalFen + bill.lateFeeFen
        const late = bill.lateFeeFen > 0 ? words.late(yuan(bill.lateFeeFen)) : undefined
        const note = bill.refusal ? words.why(bill.refusal) : late
        return (
          <Row
            key={bill.billId}
            form="checkbox"
            checked={chosen.has(bill.billId)}
            disabled={bill.refusal !== undefined}
            title={name}
            note={note}
            value={bill.refusal ? undefined : <Amount fen={openFen} />}
            label={[name, note ?? spokenYuan(openFen)].join('，')}
            onTap={() => toggle(bill.billId)}
          />
        )
      })}
    </Card>
  )
}
