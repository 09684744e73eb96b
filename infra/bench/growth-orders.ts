import { orderItem, ordersOfAccountKey, receiptsKey } from '@linli/functions/payments/store'
import { derivedId } from '@linli/functions/secrets'
import type { Bill } from '@linli/shared/billing/schema'
import { bookedOrder } from './growth-books'
import { unexplained } from './growth-differences'
import type { Owner } from './growth-estate'
import { waitingRefund } from './growth-refunds'

const month = '2026-11'
const at = '2026-11-05T02:00:00.000Z'

export const orderIdOf = (communityId: string, n: number) => communityId + derivedId('order', communityId, n)

/** The n-th paid order of a community: for a bill like this one, with its receipt and audit record. */
export function* paidOrder(
  { communityId, companyId, entityId }: Owner,
  n: number,
  bill: Bill,
): Generator<Record<string, unknown>> {
  const orderId = orderIdOf(communityId, n)
  const accountId = derivedId('account', bill.object.id)
  const serial = `2026-${String(n + 1).padStart(6, '0')}`
  const order = {
    orderId,
    communityId,
    communityName: '锦绣花园',
    companyId,
    entityId,
    entityName: '安居物业服务有限公司',
    entityUscc: '91110108MA01C8X123',
    merchantRef: 'linli',
    mchid: '1600000000',
    appid: 'wx0000000000000000',
    channel: 'wechat' as const,
    accountId,
    paidBy: '李小红',
    description: '物业费',
    state: 'paid' as const,
    amountFen: bill.amountFen,
    paidFen: bill.amountFen,
    paidAt: at,
    transactionId: `42000${orderId.slice(-23)}`,
    receiptSerial: serial,
    shares: [
      {
        billId: derivedId('paid', bill.billId),
        object: bill.object,
        feeItemId: bill.feeItemId,
        feeItemName: bill.feeItemName,
        period: bill.period,
        payer: bill.payer,
        expectedPaidFen: 0,
        principalFen: bill.amountFen,
        lateFeeFen: 0,
      },
    ],
    createdAt: at,
    expiresAt: at,
  }
  const { gs3pk: _open, gs3sk: _due, ...item } = orderItem(order, at)
  yield { ...item, gs2pk: ordersOfAccountKey(accountId, 2026), gs2sk: `${at}#${orderId}` }
  yield waitingRefund(order, at)
  yield* unexplained(order, at)
  yield { pk: receiptsKey(communityId, 2026), sk: serial, orderId }
  yield* bookedOrder(communityId, n, { orderId, serial, bill })
  const auditId = derivedId('audit', orderId)
  yield {
    pk: `C#${communityId}#audit#order#${orderId}`,
    sk: auditId,
    gs1pk: `C#${communityId}#audit-by#linli`,
    gs1sk: auditId,
    gs2pk: `C#${communityId}#audit-in#${month}`,
    gs2sk: auditId,
    auditId,
    at,
    actorKind: 'channel',
    actorId: 'linli',
    requestId: derivedId('request', orderId),
    action: 'payments.settle',
    objectType: 'order',
    objectId: orderId,
    summary: `到账 ${bill.amountFen} 分，1 张账单`,
  }
}
