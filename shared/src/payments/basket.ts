import { together } from '../billing/purchase'
import type { BillView } from '../billing/schema'
import { type Fen, sumFen } from '../money'
import { wholeDue } from './part-payment'

/** One order takes at most 40 bills. */
export const mostBillsOfOrder = 40

type InBasket = Parameters<typeof together>[0][number] &
  Pick<BillView, 'communityId' | 'entityId' | 'lateFeeFen'> & {
    /** Which merchant takes the money, where a collecting entity has several. */
    merchantRef?: string | undefined
  }

/** What one order pays of a basket: bills of one community, one collecting entity and one merchant. */
export type Part<B> = { communityId: string; entityId: string; bills: (B & { atOnce?: true })[]; amountFen: Fen }

/**
 * A basket as the orders that pay it, one after another: by community, collecting entity and merchant, at most 40 bills
 * each; bills that were bought together stay together, or they would lose their discount. The parts add up to what their
 * bills cost. The server makes each order by the same rule and refuses any other.
 */
export function partsOf<B extends InBasket>(bills: readonly B[]): Part<B>[] {
  const groups = new Map<string, B[]>()
  for (const bill of bills) {
    const key = `${bill.communityId} ${bill.entityId} ${bill.merchantRef ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), bill])
  }
  return [...groups.values()].flatMap(group => packed(group).map(partOf))
}

function partOf<B extends InBasket>(bills: B[]): Part<B> {
  const priced = together(bills)
  const [{ communityId, entityId } = { communityId: '', entityId: '' }] = bills
  return { communityId, entityId, bills: priced, amountFen: sumFen(priced.map(wholeDue)) }
}

/** In the order given, 40 at a time; a purchase that does not fit in what is left begins the next. */
function packed<B extends InBasket>(bills: readonly B[]): B[][] {
  const packs: B[][] = []
  let last: B[] = []
  for (const unit of unitsOf(bills)) {
    if (last.length === 0 || last.length + unit.length > mostBillsOfOrder) packs.push((last = []))
    last.push(...unit)
  }
  return packs
}

/** Bills that must not be parted: those of one purchase, where one order can take them all. */
function unitsOf<B extends InBasket>(bills: readonly B[]): B[][] {
  const units = new Map<string, B[]>()
  for (const bill of bills) {
    const key = bill.purchase?.purchaseId ?? bill.billId
    units.set(key, [...(units.get(key) ?? []), bill])
  }
  return [...units.values()].flatMap(unit => (unit.length > mostBillsOfOrder ? unit.map(bill => [bill]) : [unit]))
}
