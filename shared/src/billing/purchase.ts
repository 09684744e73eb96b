import { type Fen, sumFen } from '../money'
import { wholeDue } from '../payments/part-payment'
import { type AtOnce, monthsAtOnce, payGet } from './discounts'
import type { Cycle, FeeItem } from './fee-schema'
import type { PrepayOffer } from './prepay-api'
import type { BillView, Purchase } from './schema'

type Terms = Pick<Purchase, 'discount' | 'rounding' | 'monthsEach'>

/** What buying these bills together takes off each of them, in fen. */
export function purchaseOffs({ discount, rounding, monthsEach }: Terms, amounts: readonly Fen[]): Fen[] {
  switch (discount?.kind) {
    case undefined:
      return amounts.map(() => 0)
    case 'months_at_once':
      return monthsAtOnce(amounts, discount, rounding, monthsEach)
    case 'pay_get':
      return payGet(amounts, discount)
  }
}

type InBasket = Pick<BillView, 'billId' | 'state' | 'paidFen' | 'dueFen' | 'overdueDays' | 'discountFen' | 'purchase'>

/**
 * Bills as they cost when all of these are paid in one go: the discount of a purchase is theirs where every bill of it is
 * here, unpaid and not overdue. It does not add up with 按时缴优惠: the payer has whichever of them is more.
 */
export function together<B extends InBasket>(bills: readonly B[]): (B & { atOnce?: true })[] {
  const here = new Map(bills.map(bill => [bill.billId, bill]))
  const offs = new Map<string, Fen>()
  const purchases = new Map(bills.flatMap(({ purchase }) => (purchase ? [[purchase.purchaseId, purchase]] : [])))
  for (const purchase of purchases.values()) {
    const own = purchase.bills.filter(({ amountFen }) => amountFen > 0)
    const found = own.flatMap(({ billId }) => here.get(billId) ?? [])
    if (found.length < own.length || found.some(bill => !isUntouched(bill))) continue
    const taken = offsOf(purchase)
    if (sumFen([...taken.values()]) > sumFen(found.map(({ discountFen = 0 }) => discountFen)))
      for (const [billId, fen] of taken) offs.set(billId, fen)
  }
  return bills.map(bill => {
    const fen = offs.get(bill.billId)
    return fen === undefined ? bill : { ...bill, atOnce: true as const, discountFen: fen > 0 ? fen : undefined }
  })
}

/**
 * The same at the counter, where each bill may get less than it costs: a purchase of which one bill does is not paid in one
 * go. `amountOf`: what a bill gets; undefined, all of it.
 */
export function atDesk<B extends InBasket & Pick<BillView, 'lateFeeFen'>>(
  bills: readonly B[],
  amountOf: (billId: string) => Fen | undefined,
): (B & { atOnce?: true })[] {
  const whole = together(bills)
  const broken = new Set(
    whole.flatMap(bill => {
      const dueFen = wholeDue(bill)
      return bill.atOnce && (amountOf(bill.billId) ?? dueFen) !== dueFen ? [bill.purchase?.purchaseId] : []
    }),
  )
  return bills.map((bill, i) => (broken.has(bill.purchase?.purchaseId ?? '') ? bill : (whole[i] ?? bill)))
}

/**
 * Whether a bill was bought ahead and its days have not come: it is for its payer to pay, with the others. A prepayment or
 * a bank that took it by itself would cost them the discount.
 */
export const isBoughtAhead = ({ purchase, period }: Pick<BillView, 'purchase' | 'period'>, today: string): boolean =>
  purchase !== undefined && period.from > today

/** What each bill of a purchase has off, by its id; recomputed from what every bill of it keeps. */
export function offsOf(purchase: Purchase): Map<string, Fen> {
  const taken = purchaseOffs(
    purchase,
    purchase.bills.map(({ amountFen }) => amountFen),
  )
  return new Map(purchase.bills.map(({ billId }, i) => [billId, taken[i] ?? 0]))
}

const isUntouched = ({ state, paidFen, overdueDays }: InBasket) =>
  state === 'published' && paidFen === 0 && overdueDays === 0

/** What the first `count` bills of an offer cost, and what paying them at once takes off. */
export function quoteOf(offer: PrepayOffer, count: number): { amountFen: Fen; offFen: Fen; isAtOnce: boolean } {
  const periods = offer.periods.slice(0, count)
  const amounts = periods.map(({ amountFen }) => amountFen)
  const atOnceFen = sumFen(purchaseOffs(offer, amounts))
  const onTimeFen = sumFen(periods.map(({ onTimeFen = 0 }) => onTimeFen))
  return { amountFen: sumFen(amounts), offFen: Math.max(atOnceFen, onTimeFen), isAtOnce: atOnceFen > onTimeFen }
}

/** Months of one bill of a cycle; none where it is not counted in months. */
export function monthsOfCycle(cycle: Cycle): number | undefined {
  switch (cycle.kind) {
    case 'month':
      return 1
    case 'quarter':
      return 3
    case 'half_year':
      return 6
    case 'year':
      return 12
    case 'anniversary':
      return cycle.months
    case 'heating_season':
    case 'once':
      return undefined
  }
}

/** How many months in all bring a discount. */
export const monthsFor = (discount: AtOnce): number =>
  discount.kind === 'pay_get' ? discount.pay + discount.get : discount.months

/** Whether the price of months to come is known: no readings, no costs to share, no contract with rents of its own. */
export const isPrepaidFor = ({ formula, cycle }: Pick<FeeItem, 'formula' | 'cycle'>): boolean =>
  (formula.kind === 'area' || formula.kind === 'fixed' || formula.kind === 'expression') &&
  monthsOfCycle(cycle) !== undefined

/** The same of a room itself, not of its spaces or vehicles. */
export const isByRoom = (item: Pick<FeeItem, 'formula' | 'charges' | 'cycle'>): boolean =>
  item.charges === undefined && isPrepaidFor(item)

/** How many bills of an offer are worth a button: one, a quarter, half a year, whole years, what brings the discount, all. */
export function lengthsOf({ periods, monthsEach, discount }: PrepayOffer): number[] {
  const months = [...(discount ? [monthsFor(discount)] : []), 3, 6, 12, 24]
  const counts = [1, ...months.map(each => Math.ceil(each / monthsEach)), periods.length]
  return [...new Set(counts)].filter(count => count <= periods.length).sort((a, b) => a - b)
}
