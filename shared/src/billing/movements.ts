import { type Fen, sumFen } from '../money'
import { beijingDate } from '../time'
import type { Bill, BillMovement } from './schema'

type Paid = Pick<Bill, 'paidFen' | 'lateFeePaidFen' | 'paidAt' | 'movements'> & Partial<Pick<Bill, 'paidOrderId'>>

/**
 * What was paid on a bill and given back of it, in order. A bill from before movements were kept was paid whole, once: what
 * its list does not explain is that payment.
 */
export function movementsOf(bill: Paid): BillMovement[] {
  const kept = bill.movements ?? []
  const sum = (field: 'principalFen' | 'lateFeeFen') => kept.reduce((total, each) => total + each[field], 0)
  const principalFen = bill.paidFen - sum('principalFen')
  const lateFeeFen = bill.lateFeePaidFen - sum('lateFeeFen')
  if (!bill.paidAt || (principalFen === 0 && lateFeeFen === 0)) return kept
  const orderId = bill.paidOrderId && { orderId: bill.paidOrderId }
  return [{ date: beijingDate(bill.paidAt), ...orderId, principalFen, lateFeeFen }, ...kept]
}

/** What 补差 took off a bill, in fen. */
export const creditedFen = ({ movements = [] }: Pick<Bill, 'movements'>): Fen =>
  sumFen(movements.flatMap(({ creditOf, principalFen }) => (creditOf ? [principalFen] : [])))

/** What 优惠 took off a bill, in fen. */
export const discountedFen = ({ movements = [] }: Pick<Bill, 'movements'>): Fen =>
  sumFen(movements.map(({ discountFen = 0 }) => discountFen))
