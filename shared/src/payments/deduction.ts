import type { BillView } from '../billing/schema'
import type { Fen } from '../money'
import { allocated, wholeDue } from './part-payment'
import type { CreditLot, DeskLot, OpeningLot } from './held-schema'

type Due = Pick<
  BillView,
  'billId' | 'dueDate' | 'dueFen' | 'lateFeeFen' | 'discountFen' | 'feeItemId' | 'feeItemName' | 'entityId' | 'payer'
>
type Lot = (DeskLot | OpeningLot | CreditLot) & { entityId: string }

export type Deduction<B extends Due = Due> = {
  entityId: string
  payments: { bill: B; principalFen: Fen; lateFeeFen: Fen; discountFen?: Fen }[]
  uses: { lotId: string; amountFen: Fen }[]
}

/** Bills and lots of one deduction: it is one transaction. */
export const mostOfDeduction = 50

/**
 * Which of a household's open bills its prepayments pay, the oldest due date first, one deduction for each collecting
 * entity. A lot pays bills of its own entity, of somebody whose money it is, and of its fee item if it has one; such a lot
 * goes first, then the oldest. What a lot does not cover stays open in part, and so does what one deduction has no room for.
 */
export function deductions<B extends Due>(bills: readonly B[], lots: readonly Lot[]): Deduction<B>[] {
  const left = new Map(lots.map(lot => [lot.lotId, lot.leftFen]))
  const byEntity = new Map<string, Deduction<B>>()
  for (const bill of [...bills].sort((a, b) => compare(a.dueDate, b.dueDate))) {
    let openFen = wholeDue(bill)
    const entity = byEntity.get(bill.entityId) ?? { entityId: bill.entityId, payments: [], uses: [] }
    for (const lot of lots.filter(each => pays(each, bill)).sort(narrowFirst)) {
      const amountFen = Math.min(openFen, left.get(lot.lotId) ?? 0)
      const use = entity.uses.find(each => each.lotId === lot.lotId)
      if (amountFen === 0 || entity.payments.length + entity.uses.length + (use ? 1 : 2) > mostOfDeduction) continue
      openFen -= amountFen
      left.set(lot.lotId, (left.get(lot.lotId) ?? 0) - amountFen)
      if (use) use.amountFen += amountFen
      else entity.uses.push({ lotId: lot.lotId, amountFen })
    }
    const paidFen = wholeDue(bill) - openFen
    if (paidFen === 0) continue
    entity.payments.push({ bill, ...allocated(bill, paidFen) })
    byEntity.set(bill.entityId, entity)
  }
  return [...byEntity.values()]
}

function pays(lot: Lot, bill: Due): boolean {
  const isTheirs = lot.payer.personIds.some(id => bill.payer.personIds.includes(id))
  const only = lot.reason === 'desk' ? lot.feeItemId : undefined
  const name = feeItemNameOf(lot)
  const fits = only ? only === bill.feeItemId : !name || name === bill.feeItemName
  return isTheirs && fits && lot.entityId === bill.entityId
}

const narrowFirst = (a: Lot, b: Lot): number =>
  Number(!feeItemNameOf(a)) - Number(!feeItemNameOf(b)) ||
  compare(a.createdAt, b.createdAt) ||
  compare(a.lotId, b.lotId)
const feeItemNameOf = (lot: Lot) => ('feeItemName' in lot ? lot.feeItemName : undefined)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
