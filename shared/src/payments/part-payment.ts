import type { BillView } from '../billing/schema'
import type { Fen } from '../money'

type Due = Pick<BillView, 'dueFen' | 'lateFeeFen' | 'discountFen'>

/** What paying a bill in full costs today: 优惠 taken off, late fee included. */
export const wholeDue = ({ dueFen, lateFeeFen, discountFen = 0 }: Due): Fen => dueFen - discountFen + lateFeeFen

/** An amount paid on one bill: principal before late fee; 优惠 only where it pays all. */
export function allocated(due: Due, amountFen: Fen): { principalFen: Fen; lateFeeFen: Fen; discountFen?: Fen } {
  const { discountFen, dueFen, lateFeeFen } = due
  if (discountFen && amountFen === wholeDue(due)) return { principalFen: dueFen - discountFen, lateFeeFen, discountFen }
  const principalFen = Math.min(amountFen, due.dueFen)
  return { principalFen, lateFeeFen: amountFen - principalFen }
}

/** A sum of money over bills, the oldest due date first, as much on each as it takes. What is left over stays with the payer. */
export function spread<B extends Due & Pick<BillView, 'billId' | 'dueDate'>>(
  bills: readonly B[],
  sumFen: Fen,
): { amounts: Map<string, Fen>; leftFen: Fen } {
  const oldestFirst = [...bills].sort((a, b) => (a.dueDate === b.dueDate ? 0 : a.dueDate < b.dueDate ? -1 : 1))
  let leftFen = sumFen
  const amounts = new Map<string, Fen>()
  for (const bill of oldestFirst) {
    const amountFen = Math.min(leftFen, wholeDue(bill))
    leftFen -= amountFen
    amounts.set(bill.billId, amountFen)
  }
  return { amounts, leftFen }
}
