import { differenceItem } from '@linli/functions/payments/reconciliation-store'
import { evidenceKey, suspendedKey } from '@linli/functions/payments/store'
import { derivedId } from '@linli/functions/secrets'

type Paid = { orderId: string; communityId: string; amountFen: number; transactionId: string }

/** What a person has to look at: the order's payment differs in the channel's bill, and a notice of it did not fit. */
export function* unexplained({ orderId, communityId, amountFen, transactionId }: Paid, at: string) {
  yield differenceItem(communityId, {
    differenceId: derivedId('difference', orderId),
    merchantRef: 'linli',
    date: at.slice(0, 10),
    kind: 'AMOUNT_MISMATCH',
    orderId,
    transactionId,
    localFen: amountFen,
    channelFen: amountFen + 1,
    foundAt: at,
  })
  yield {
    ...evidenceKey(communityId, 'wechat', transactionId),
    orderId,
    reasons: ['amount'],
    evidence: 'v1.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    suspenseFen: amountFen + 1,
    at,
    gs1pk: suspendedKey(communityId),
    gs1sk: at,
  }
}
