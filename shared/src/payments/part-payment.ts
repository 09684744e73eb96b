import type { BillView } from '../billing/schema'
import type { Fen } from '../money'

type Due = Pick<BillView, 'dueFen' | 'lateFeeFen'>

/** What paying a bill in full costs today. */
export const wholeDue = ({ dueFen, lateFeeFen }: Due): Fen => dueFen + lateFeeFen

/** An amount paid on one bill: principal before late fee (DOMAIN "Late fee"). */
export function allocated(due: Due, amountFen: Fen): { principalFen: Fen; lateFeeFen: Fen } {
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
