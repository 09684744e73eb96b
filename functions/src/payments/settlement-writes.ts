import type { JournalLine, Share } from '@linli/shared/payments/schema'
import { beijingDate, monthOf } from '@linli/shared/time'
import type { Context } from '../context'
import type { Item } from '../db'
import type { Write } from '../db-write'
import { posted } from './publication-items'
import { householdsOf } from './households-of'
import { isOfHouseholds } from './settled-lots'
import type { Payment } from './settle'
import {
  deskReceiptPlace,
  orderKey,
  postingItem,
  ordersOfAccountIndex,
  settledDayKey,
  type StoredOrder,
  transactionKey,
} from './store'

/** The journal lines of one share: its bill's principal, and the late fee that is income when it is paid. */
export const shareLines = (share: Share): JournalLine[] => [
  ...(share.principalFen === 0
    ? []
    : [
        {
          account: 'receivable' as const,
          amountFen: -share.principalFen,
          feeItemId: share.feeItemId,
          billId: share.billId,
          objectId: share.object.id,
          ...(!share.opening && { month: monthOf(share.period.from) }),
        },
      ]),
  ...(share.lateFeeFen > 0
    ? [
        {
          account: 'late_fee' as const,
          amountFen: -share.lateFeeFen,
          feeItemId: share.feeItemId,
          billId: share.billId,
          objectId: share.object.id,
        },
      ]
    : []),
]

/** The posting of 优惠 that shares carry, with the message that has it sealed: none where there is none. `sign` −1: back again. */
export function discountItems(
  ctx: Context,
  communityId: string,
  { shares, ...of }: { shares: readonly Discounted[]; sourceId: string; orderId: string; valueDate: string },
  sign: 1 | -1 = 1,
): Write[] {
  const lines = shares.flatMap(({ discountFen = 0, feeItemId, billId, object, period }): JournalLine[] => {
    if (discountFen === 0) return []
    const bill = { feeItemId, billId, objectId: object.id }
    const amountFen = discountFen * sign
    return [
      { account: 'discount', amountFen, ...bill },
      { account: 'receivable', amountFen: -amountFen, ...bill, month: monthOf(period.from) },
    ]
  })
  return lines.length === 0
    ? []
    : posted(ctx, communityId, postingItem(ctx, communityId, { kind: 'discount', ...of, lines }))
}
type Discounted = Pick<Share, 'discountFen' | 'feeItemId' | 'billId' | 'object' | 'period'>

/** The permanent marker of the channel's transaction; whatever arrives again meets it. `repeated`: its order was paid already. */
export const markerWrite = (
  order: StoredOrder,
  payment: Payment,
  valueDate: string,
  more: { repeated?: boolean } = {},
): { put: Item; ifAbsent: true } => ({
  put: {
    ...transactionKey(order.communityId, order.channel, payment.transactionId),
    orderId: order.orderId,
    transactionId: payment.transactionId,
    amountFen: payment.amountFen,
    paidAt: payment.paidAt,
    ...more,
    gs1pk: settledDayKey(order.communityId, order.merchantRef, valueDate),
    gs1sk: payment.transactionId,
  },
  ifAbsent: true,
})

/** The order's last step: from any open or closed state, once; whether there is evidence against it must be as read. */
export const orderWrite = (
  order: StoredOrder,
  settled: { state: 'paid'; paidAt: string },
  lotIds: string[],
): Write => ({
  update: {
    key: orderKey(order.orderId),
    ...(lotIds.length > 0 && { add: { lotIds: new Set(lotIds) } }),
    set: {
      ...settled,
      ...ordersOfAccountIndex(
        order.accountId,
        beijingDate(settled.paidAt).slice(0, 4),
        `${settled.paidAt}#${order.orderId}`,
      ),
    },
    remove: ['gs3pk', 'gs3sk', 'suspended', 'mismatched', 'unclosed'],
  },
  if: {
    state: { oneOf: ['created', 'prepaid', 'closed'] },
    suspended: order.suspended,
    mismatched: order.mismatched,
    accountId: order.accountId,
  },
})

/** Where the households find the receipt of an order that no account leads to. */
export const householdPlaces = (order: StoredOrder, { paidAt }: Payment): Write[] => {
  if (!isOfHouseholds(order)) return []
  const { communityId, orderId } = order
  return householdsOf(order).map(roomId => ({
    put: deskReceiptPlace(communityId, roomId, { orderId, paidAt }),
    ifAbsent: true,
  }))
}
