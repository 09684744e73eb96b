import { nextBillState } from '@linli/shared/billing/bill-state'
import type { BillMovement } from '@linli/shared/billing/schema'
import { AppError } from '@linli/shared/errors'
import type { Write } from '../db-write'
import { billKey, openIndexes, type StoredBill } from './store'

/**
 * The conditioned update that takes a refund off its bill, which is open again, for the refund's own transaction. The
 * amounts are what goes back, above 0. Throws payments.not_refundable where the bill does not have them.
 */
export function refundBillItem(bill: StoredBill, back: BillMovement): Extract<Write, { update: unknown }> {
  const { orderId, creditOf, date } = back
  const { discountFen = 0 } = back
  const principalFen = back.principalFen + discountFen
  const paidFen = bill.paidFen - principalFen
  const lateFeePaidFen = bill.lateFeePaidFen - back.lateFeeFen
  const lateFeeAlone = paidFen === 0 ? 'published' : 'part_paid'
  const next = principalFen === 0 ? lateFeeAlone : nextBillState(bill, { type: 'refund', paidFen })
  if (!next || lateFeePaidFen < 0) throw new AppError('payments.not_refundable')
  const by = orderId ? { orderId } : { creditOf }
  const movement = { date, ...by, principalFen: 0 - principalFen, lateFeeFen: 0 - back.lateFeeFen }
  return {
    update: {
      key: billKey(bill.communityId, bill.object.id, bill.billId),
      set: { state: next, paidFen, lateFeePaidFen, ...openIndexes(bill, bill.shard) },
      append: { movements: { ...movement, ...(discountFen > 0 && { discountFen: -discountFen }) } },
      ...(paidFen === 0 && { remove: ['paidAt', 'paidOrderId', 'settledAt'] }),
    },
    if: {
      state: bill.state,
      paidFen: bill.paidFen,
      lateFeePaidFen: bill.lateFeePaidFen,
      payingOrderId: bill.payingOrderId,
      // Whoever gives back sees to its invoices: none may come in between.
      invoicedRev: bill.invoicedRev,
    },
  }
}
