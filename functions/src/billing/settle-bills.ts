import type { Share } from '@linli/shared/payments/schema'
import { beijingDate } from '@linli/shared/time'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { billKey, doneIndexes, type StoredBill } from './store'

/** Bills by their ids, as they were read. */
export type AsRead = ReadonlyMap<string, Pick<StoredBill, 'payingOrderId' | 'lateFeeWaivedFen'>>

/**
 * The conditioned updates that give each share to its bill, for the settlement's own transaction; nothing is sent here.
 * Who is paying at the moment is not looked at, it only stops a second order; `asRead` is for who must see to that first,
 * and takes what a bill costs now: nothing was waived of it since.
 * A condition fails when the bill was settled, voided or partly paid meanwhile.
 */
export const settleBillItems = (
  ctx: Context,
  communityId: string,
  orderId: string,
  shares: Share[],
  paidAt: string,
  asRead?: AsRead,
): Write[] =>
  shares.map(({ billId, object, period, expectedPaidFen, expectedLateFeePaidFen, lateFeeFen, leaves, ...share }) => ({
    update: {
      key: billKey(communityId, object.id, billId),
      set: {
        state: leaves ?? 'paid',
        paidFen: expectedPaidFen + share.principalFen + (share.discountFen ?? 0),
        paidAt,
        paidOrderId: orderId,
        settledAt: ctx.now(),
        ...(!leaves && doneIndexes(communityId, object.id, billId, period.from)),
      },
      add: { lateFeePaidFen: lateFeeFen },
      append: { movements: { date: beijingDate(paidAt), orderId, lateFeeFen, ...takenOff(share) } },
      remove: [...(leaves ? [] : ['gs3pk', 'gs3sk']), 'payingOrderId', 'payingUntil'],
    },
    if: {
      state: { oneOf: ['published', 'part_paid'] },
      paidFen: expectedPaidFen,
      ...(asRead && {
        payingOrderId: asRead.get(billId)?.payingOrderId,
        lateFeeWaivedFen: asRead.get(billId)?.lateFeeWaivedFen,
      }),
      ...(expectedLateFeePaidFen !== undefined && { lateFeePaidFen: expectedLateFeePaidFen }),
    },
  }))

/** 优惠 is of the principal, so that both together are what the bill loses. */
const takenOff = ({ principalFen, discountFen }: Pick<Share, 'principalFen' | 'discountFen'>) =>
  discountFen ? { principalFen: principalFen + discountFen, discountFen } : { principalFen }

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
