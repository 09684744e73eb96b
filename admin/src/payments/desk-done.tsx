import { paymentsApi } from '@linli/shared/payments/api'
import type { OfficeOrder } from '@linli/shared/payments/schema'
import { Button } from 'antd'
import { yuan } from '../kit/format'
import { Card } from '../kit/page'
import { useRead } from '../queries'
import { Change } from './desk-money'
import { deskWords as words } from './desk-words'
import { useReceiptPrint } from './use-receipt-print'

/** The money is in: the change in large figures, and the receipt to print as soon as it has its number. */
export function DeskDone({ order, next }: { order: OfficeOrder; next: () => void }) {
  const { communityId, orderId, amountFen, desk } = order
  const receipt = useRead(
    paymentsApi.getReceipt,
    { communityId, orderId },
    { pollWhile: ({ serial }) => serial === undefined },
  )
  const { print, notice } = useReceiptPrint()
  const serial = receipt.data?.serial
  const button = (paper: 'slip' | 'a4', label: string) => (
    <Button
      key={`${paper}${serial === undefined}`}
      size="large"
      type={paper === 'slip' ? 'primary' : 'default'}
      autoFocus={paper === 'slip' && serial !== undefined}
      disabled={serial === undefined || print.isPending}
      onClick={() => print.mutate({ communityId, orderId, paper })}
    >
      {label}
    </Button>
  )
  return (
    <Card title={words.done(yuan(amountFen))}>
      <div className="stack">
        {desk?.tenderedFen !== undefined && <Change changeFen={desk.tenderedFen - amountFen} />}
        <p className="figure">{serial ? words.receipt(serial) : words.numbering}</p>
        <div className="bar">
          {button('slip', words.print)}
          {button('a4', words.printA4)}
          <Button size="large" onClick={next}>
            {words.next}
          </Button>
        </div>
        {notice}
      </div>
    </Card>
  )
}
