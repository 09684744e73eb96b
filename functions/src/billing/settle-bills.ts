import type { Share } from '@linli/shared/payments/schema'
import { beijingDate } from '@linli/shared/time'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { billKey, doneIndexes } from './store'

/** Whose order was open on each bill as it was read. */
export type Holders = ReadonlyMap<string, string | undefined>

/**
 * The conditioned updates that give each share to its bill, for the settlement's own transaction; nothing is sent here.
 * Who is paying at the moment is not looked at, it only stops a second order; `holders` is for who must see to that first.
 * A condition fails when the bill was settled, voided or partly paid meanwhile.
 */
export const settleBillItems = (
  ctx: Context,
  communityId: string,
  orderId: string,
  shares: Share[],
  paidAt: string,
  holders?: Holders,
): Write[] =>
  shares.map(
    ({ billId, object, period, expectedPaidFen, expectedLateFeePaidFen, principalFen, lateFeeFen, leaves }) => ({
      update: {
        key: billKey(communityId, object.id, billId),
        set: {
          state: leaves ?? 'paid',
          paidFen: expectedPaidFen + principalFen,
          paidAt,
          paidOrderId: orderId,
          settledAt: ctx.now(),
          ...(!leaves && doneIndexes(communityId, object.id, billId, period.from)),
        },
        add: { lateFeePaidFen: lateFeeFen },
        append: { movements: { date: beijingDate(paidAt), orderId, principalFen, lateFeeFen } },
        remove: [...(leaves ? [] : ['gs3pk', 'gs3sk']), 'payingOrderId', 'payingUntil'],
      },
      if: {
        state: { oneOf: ['published', 'part_paid'] },
        paidFen: expectedPaidFen,
        ...(holders && { payingOrderId: holders.get(billId) }),
        ...(expectedLateFeePaidFen !== undefined && { lateFeePaidFen: expectedLateFeePaidFen }),
      },
    }),
  )

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
