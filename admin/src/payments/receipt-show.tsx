import { paymentsApi } from '@linli/shared/payments/api'
import { Button } from 'antd'
import { Link } from 'react-router'
import { DetailDrawer } from '../kit/detail-drawer'
import { Failed, Skeleton } from '../kit/state'
import { useToast } from '../kit/toast'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { ReceiptPaper } from './receipt-paper'
import { useReceiptPrint } from './use-receipt-print'
import { receiptWords as words } from './words'

/** A receipt like paper. Its serial comes a second or two after the money; until then it is asked for again. */
export function ReceiptShow({ receiptKey, close }: { receiptKey: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const [orderId, refundId] = receiptKey?.split('.') ?? []
  const receipt = useRead(
    paymentsApi.getReceipt,
    { communityId, orderId: orderId ?? '', refundId },
    { enabled: orderId !== undefined, pollWhile: data => data.serial === undefined },
  )
  return (
    <DetailDrawer title={words.drawer} open={orderId !== undefined} close={close} width={760}>
      {receipt.data ? (
        <>
          <Actions orderId={receipt.data.orderId} refundId={refundId} numbered={receipt.data.serial !== undefined} />
          <ReceiptPaper receipt={receipt.data} />
        </>
      ) : receipt.error ? (
        <Failed error={receipt.error} retry={receipt.refetch} />
      ) : (
        <Skeleton />
      )}
    </DetailDrawer>
  )
}

type ActionsProps = { orderId: string; refundId: string | undefined; numbered: boolean }

/** Nothing is printed before the receipt has its number: the first print is the original. */
function Actions({ orderId, refundId, numbered }: ActionsProps) {
  const { communityId } = usePlace()
  const toast = useToast()
  const { print, notice } = useReceiptPrint(copies => toast(words.printed(copies)))
  return (
    <>
      <div className="bar no-print">
        <Button
          type="primary"
          loading={print.isPending}
          disabled={print.isPending || !numbered}
          onClick={() => print.mutate({ communityId, orderId, refundId })}
        >
          {words.pdf}
        </Button>
        <Button
          disabled={print.isPending || !numbered}
          onClick={() => print.mutate({ communityId, orderId, refundId, paper: 'slip' })}
        >
          {words.slip}
        </Button>
        <Button onClick={() => window.print()}>{words.print}</Button>
        <Link to={`/c/${communityId}/orders?show=${orderId}`}>{words.toOrder}</Link>
      </div>
      {notice}
    </>
  )
}
