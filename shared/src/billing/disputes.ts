import type { Home } from '../identity/schema'
import { addDays } from '../time'
import type { Bill, BillView, Dispute } from './schema'

/** Whether the resident may dispute the bill: who owes it or is liable for it, while it is open and nobody has. */
export const canDispute = (
  { personId }: Pick<Home, 'personId'>,
  bill: Pick<Bill, 'payer' | 'state' | 'dispute'>,
): boolean => (bill.state === 'published' || bill.state === 'part_paid') && !bill.dispute && isLiable(personId, bill)

/** 民法典 307, 物业管理条例 41 */
export const isLiable = (personId: string, { payer }: Pick<Bill, 'payer'>): boolean =>
  payer.personIds.includes(personId) || (payer.alsoLiable?.includes(personId) ?? false)

/** All of a bill's disputes, the open one last. */
export const disputesOf = ({ dispute, disputes = [] }: Pick<Bill, 'dispute' | 'disputes'>): Dispute[] => [
  ...disputes,
  ...(dispute ? [dispute] : []),
]

type Late = Pick<BillView, 'dueDate' | 'lateFee' | 'dispute' | 'disputes' | 'overdueDays'>

/** Of the days that a bill is overdue, grace left out: those that bear late fee, and those that a dispute takes out. */
export function lateDays(bill: Late): { charged: number; disputed: number } {
  const first = bill.lateFee?.graceDays ?? 0
  const disputes = disputesOf(bill)
  const late = Array.from({ length: Math.max(0, bill.overdueDays - first) }, (_, i) => addDays(bill.dueDate, first + i))
  const disputed = late.filter(day => disputes.some(({ from, to }) => from <= day && (!to || day < to))).length
  return { charged: late.length - disputed, disputed }
}
