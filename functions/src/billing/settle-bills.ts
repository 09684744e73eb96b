import type { Share } from '@linli/shared/payments/schema'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { billKey, doneIndexes } from './store'

/**
 * The conditioned updates that give each share to its bill, for the settlement's own transaction; nothing is sent here.
 * Who is paying at the moment (payingOrderId) is not looked at: it only stops a second order.
 * A condition fails when the bill was settled, voided or partly paid meanwhile.
 */
export const settleBillItems = (
  ctx: Context,
  communityId: string,
  orderId: string,
  shares: Share[],
  paidAt: string,
): Write[] =>
  shares.map(share => ({
    update: {
      key: billKey(communityId, share.object.id, share.billId),
      set: {
        state: 'paid',
        paidFen: share.expectedPaidFen + share.principalFen,
        paidAt,
        paidOrderId: orderId,
        settledAt: ctx.now(),
        ...doneIndexes(communityId, share.object.id, share.billId, share.period.from),
      },
      add: { lateFeePaidFen: share.lateFeeFen },
      remove: ['gs3pk', 'gs3sk', 'payingOrderId', 'payingUntil'],
    },
    if: { state: { oneOf: ['published', 'part_paid'] }, paidFen: share.expectedPaidFen },
  }))

/** Marks the bills as being paid by this order, where nobody else is: `heldBy` is what was read of each bill. */
export const holdBillItems = (
  communityId: string,
  orderId: string,
  until: string,
  bills: { roomId: string; billId: string; paidFen: number; heldBy?: string | undefined }[],
): Write[] =>
  bills.map(bill => ({
    update: {
      key: billKey(communityId, bill.roomId, bill.billId),
      set: { payingOrderId: orderId, payingUntil: until },
    },
    if: { state: { oneOf: ['published', 'part_paid'] }, paidFen: bill.paidFen, payingOrderId: bill.heldBy },
  }))

/** Releases the bills that this order still holds. */
export const releaseBillItems = (
  communityId: string,
  orderId: string,
  bills: { roomId: string; billId: string }[],
): Write[] =>
  bills.map(bill => ({
    update: { key: billKey(communityId, bill.roomId, bill.billId), remove: ['payingOrderId', 'payingUntil'] },
    if: { payingOrderId: orderId },
  }))
