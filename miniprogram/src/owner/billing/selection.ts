import type { BillView } from '@linli/shared/billing/schema'
import { together } from '@linli/shared/billing/purchase'
import { wholeDue } from '@linli/shared/payments/part-payment'
import { type Fen, sumFen } from '@linli/shared/money'

/** One order takes at most 40 bills, which is also one page of the list. */
export const mostBills = 40

/** Orders that hold bills which are still to pay: each was begun on some phone, and perhaps not finished. */
export const ordersOn = (bills: readonly Pick<BillView, 'payingOrderId' | 'state'>[]): string[] => [
  ...new Set(bills.flatMap(bill => (bill.state === 'paid' ? [] : (bill.payingOrderId ?? [])))),
]

type Payable = Pick<
  BillView,
  'billId' | 'dueFen' | 'lateFeeFen' | 'discountFen' | 'state' | 'paidFen' | 'overdueDays' | 'purchase'
>
export type Selection<T extends Payable> = { bills: T[]; totalFen: Fen; lateFeeFen: Fen; offFen: Fen; all: boolean }

/** What is ticked: everything but what the person took off, at most 40, with its sum and what paying all of it takes off. */
export function selectionOf<T extends Payable>(bills: readonly T[], off: readonly string[]): Selection<T> {
  const open = bills.filter(bill => toPay(bill) > 0).slice(0, mostBills)
  const ticked: T[] = together(open.filter(bill => !off.includes(bill.billId)))
  return {
    bills: ticked,
    totalFen: sumFen(ticked.map(toPay)),
    lateFeeFen: sumFen(ticked.map(bill => bill.lateFeeFen)),
    offFen: sumFen(ticked.map(({ discountFen = 0 }) => discountFen)),
    all: ticked.length === open.length,
  }
}

/** What one bill costs today, its late fee included, 优惠 taken off. */
export const toPay = (bill: Pick<BillView, 'dueFen' | 'lateFeeFen' | 'discountFen'>): Fen => wholeDue(bill)

export const toggled = (off: readonly string[], billId: string): string[] =>
  off.includes(billId) ? off.filter(id => id !== billId) : [...off, billId]

/** A tap on 全选: nothing is left out, or everything is. */
export const toggledAll = (bills: readonly Payable[], off: readonly string[]): string[] =>
  selectionOf(bills, off).all ? bills.map(bill => bill.billId) : []
