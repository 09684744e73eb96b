import { disputesOf } from '@linli/shared/billing/disputes'
import { onTimeOff } from '@linli/shared/billing/discounts'
import { lateFee, lateFeeTerms, overdueDays } from '@linli/shared/billing/late-fee'
import type { Bill, BillView } from '@linli/shared/billing/schema'
import { creditedFen, movementsOf } from '@linli/shared/billing/movements'
import type { BusinessDate } from '@linli/shared/time'

type Viewable = Pick<
  Bill,
  | 'state'
  | 'amountFen'
  | 'paidFen'
  | 'lateFeePaidFen'
  | 'lateFeeWaivedFen'
  | 'dueDate'
  | 'nature'
  | 'lateFee'
  | 'paidAt'
  | 'movements'
  | 'dispute'
  | 'disputes'
  | 'onTime'
>

/** The bill as shown on a day: what is still due, the late fee of that day and the days past the due date. */
export function viewBill<B extends Viewable>(
  bill: B,
  today: BusinessDate,
): B & Pick<BillView, 'dueFen' | 'lateFeeFen' | 'discountFen' | 'overdueDays'> {
  if (bill.state === 'paid' || bill.state === 'void') return { ...bill, dueFen: 0, lateFeeFen: 0, overdueDays: 0 }
  const { amountFen, dueDate, onTime } = bill
  const dueFen = amountFen - bill.paidFen
  const discountFen = onTimeOff({ amountFen: amountFen - creditedFen(bill), dueFen, dueDate, onTime }, today)
  return {
    ...bill,
    dueFen,
    ...(discountFen > 0 && { discountFen }),
    lateFeeFen: lateFeeOf(bill, today),
    overdueDays: overdueDays(dueDate, today),
  }
}

function lateFeeOf(bill: Viewable, on: BusinessDate): number {
  const terms = lateFeeTerms(bill)
  if (!terms || on <= bill.dueDate) return 0
  const movements = movementsOf(bill)
  return lateFee({
    // What a 补差 took off was never owed, from the first day on.
    principalFen: bill.amountFen - creditedFen(bill),
    dueDate: bill.dueDate,
    terms,
    payments: movements
      .filter(({ creditOf }) => creditOf === undefined)
      .map(({ date, principalFen }) => ({ date, amountFen: principalFen })),
    disputes: disputesOf(bill),
    clearedFen: bill.lateFeePaidFen + (bill.lateFeeWaivedFen ?? 0),
    on,
  })
}
