import type { Fen } from '../money'
import type { Instant } from '../time'
import type { Bill, BillState } from './schema'

/** What may happen to a published bill; a payment and a refund say what is paid after them. */
export type BillEvent = { type: 'payment' | 'refund'; paidFen: Fen } | { type: 'void' }

const moves: Record<BillState, { [E in BillEvent['type']]: readonly BillState[] }> = {
  published: { payment: ['part_paid', 'paid'], refund: [], void: ['void'] },
  part_paid: { payment: ['part_paid', 'paid'], refund: ['published', 'part_paid'], void: [] },
  paid: { payment: [], refund: ['part_paid', 'published'], void: ['void'] },
  void: { payment: [], refund: [], void: [] },
}

/**
 * The bill's next state, or undefined where the event is refused: nothing is paid beyond the bill, and money on a bill
 * keeps it from being void (a bill of 0 is paid from the start and can be).
 */
export function nextBillState(
  bill: Pick<Bill, 'state' | 'amountFen' | 'paidFen'>,
  event: BillEvent,
): BillState | undefined {
  const next = event.type === 'void' ? 'void' : stateWhenPaid(bill.amountFen, event.paidFen)
  if (!next || !moves[bill.state][event.type].includes(next)) return undefined
  if (event.type === 'void' && bill.paidFen !== 0) return undefined
  if (event.type === 'payment' && event.paidFen <= bill.paidFen) return undefined
  if (event.type === 'refund' && event.paidFen >= bill.paidFen) return undefined
  return next
}

/** The state that a bill is published in: nothing to pay is paid. */
export const publishedState = (amountFen: Fen): BillState => (amountFen <= 0 ? 'paid' : 'published')

function stateWhenPaid(amountFen: Fen, paidFen: Fen): BillState | undefined {
  if (paidFen < 0 || paidFen > amountFen) return undefined
  if (paidFen === 0) return 'published'
  return paidFen < amountFen ? 'part_paid' : 'paid'
}

export type VoidAnswer = { ok: true; closeOrderId?: string } | { ok: false; reason: 'has_payment' | 'already_void' }

/**
 * Whether a bill can be voided: never once money is on it; what a negative bill credited is taken back with it. An order that is still open is closed at the channel first,
 * and the void is refused if that order proves paid.
 */
export function canVoid(
  bill: Pick<Bill, 'state' | 'paidFen' | 'lateFeePaidFen' | 'payingOrderId' | 'payingUntil' | 'credit'>,
): VoidAnswer {
  if (bill.state === 'void') return { ok: false, reason: 'already_void' }
  const paidNothing = (bill.paidFen === 0 || bill.credit !== undefined) && bill.lateFeePaidFen === 0
  if (!paidNothing || bill.state === 'part_paid') return { ok: false, reason: 'has_payment' }
  return bill.payingOrderId ? { ok: true, closeOrderId: bill.payingOrderId } : { ok: true }
}

/** Whether somebody's order holds the bill at this moment: it stops a second order, and never a settlement. */
export const isBeingPaid = (bill: Pick<Bill, 'payingOrderId' | 'payingUntil'>, at: Instant): boolean =>
  bill.payingOrderId !== undefined && bill.payingUntil !== undefined && at < bill.payingUntil
