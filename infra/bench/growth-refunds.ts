import { outRefundNoOf, refundItem } from '@linli/functions/payments/refund-store'
import { derivedId } from '@linli/functions/secrets'
import type { Share } from '@linli/shared/payments/schema'

type Paid = { orderId: string; communityId: string; amountFen: number; transactionId: string; shares: Share[] }

/** A refund of a whole order that waits for the second person. */
export function waitingRefund({ orderId, communityId, amountFen, transactionId, shares }: Paid, at: string) {
  const refundId = derivedId('refund', orderId)
  return refundItem({
    refundId,
    orderId,
    communityId,
    channel: 'wechat',
    amountFen,
    totalFen: amountFen,
    shares,
    reason: '住户搬走了，多付的退回',
    cashierId: derivedId('person', communityId),
    cashierName: '陈静',
    at,
    state: 'waiting',
    outRefundNo: outRefundNoOf(refundId),
    merchantRef: 'linli',
    transactionId,
    tries: 0,
    steps: [{ at, state: 'waiting', by: '陈静' }],
  }).put
}
