import { paymentsApi } from '@linli/shared/payments/api'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { Banner, Refusal } from '../kit/banner'
import { DetailDrawer } from '../kit/detail-drawer'
import { Failed, Skeleton } from '../kit/state'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { ReceiptPaper } from './receipt-paper'
import { receiptWords as words } from './words'

/** A receipt like paper. Its serial comes a second or two after the money; until then it is asked for again. */
export function ReceiptShow({ orderId, close }: { orderId: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const receipt = useRead(
    paymentsApi.getReceipt,
    { communityId, orderId: orderId ?? '' },
    { enabled: orderId !== undefined, pollWhile: data => data.serial === undefined },
  )
  return (
    <DetailDrawer title={words.drawer} open={orderId !== undefined} close={close} width={760}>
      {receipt.data ? (
        <>
          <Actions orderId={receipt.data.orderId} numbered={receipt.data.serial !== undefined} />
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

/** Nothing is printed before the receipt has its number: the first print is the original. */
function Actions({ orderId, numbered }: { orderId: string; numbered: boolean }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [blocked, setBlocked] = useState<string>()
  const print = useWrite(paymentsApi.printReceipt, {
    refreshes: ['audit.'],
    onDone: ({ url, copies }) => {
      const opened = window.open(url, '_blank')
      if (opened) toast(words.printed(copies))
      setBlocked(opened ? undefined : url)
    },
  })
  return (
    <>
      <div className="bar no-print">
        <Button
          type="primary"
          loading={print.isPending}
          disabled={print.isPending || !numbered}
          onClick={() => print.mutate({ communityId, orderId })}
        >
          {words.pdf}
        </Button>
        <Button onClick={() => window.print()}>{words.print}</Button>
        <Link to={`/c/${communityId}/orders?show=${orderId}`}>{words.toOrder}</Link>
      </div>
      {blocked && (
        <Banner tone="info">
          <a href={blocked} target="_blank" rel="noreferrer">
            {words.blocked}
          </a>
        </Banner>
      )}
      <Refusal error={print.error} />
    </>
  )
}
