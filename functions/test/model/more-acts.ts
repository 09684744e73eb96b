import { sumFen } from '@linli/shared/money'
import { expect } from 'vitest'
import { cancelPrepay } from '../../src/billing/cancel-prepay'
import { raiseDispute, settleDispute } from '../../src/billing/dispute-bill'
import { prepayForRoom } from '../../src/billing/prepay'
import { prepayOffers } from '../../src/billing/prepay-offers'
import { deduct } from '../../src/payments/deduct'
import { enterExpense } from '../../src/finance/enter-expense'
import { reverseExpense } from '../../src/finance/reverse-expense'
import { type Act, atOf, nothing, openOf, pick, reason } from './act'
import type { Books } from './books-of'

/** What an office does beside billing and collecting: money spent, months sold ahead, bills that are disputed. */
export const moreActs: Record<string, Act> = {
  async spend({ desk, place, spent }, _books, { fen }) {
    const { expenseId } = await enterExpense(desk, {
      communityId: place.communityId,
      date: desk.today(),
      category: 'other',
      amountFen: fen,
      commonFen: 0,
      payee: '五金店',
      channel: 'cash',
    })
    spent.push({ expenseId, amountFen: fen })
    return { cashFen: -fen, spentFen: fen }
  },
  /** The same twice: it goes back once. */
  async unspend({ desk, place, spent }, _books, { which }) {
    const [expense] = spent.splice(which % Math.max(1, spent.length), 1)
    if (!expense) return
    const asked = { communityId: place.communityId, expenseId: expense.expenseId, reason }
    for (let told = 0; told < 2; told++) await reverseExpense(desk, asked)
    return { cashFen: expense.amountFen, spentFen: -expense.amountFen }
  },
  async buyMonths(office, _books, { which, month }) {
    const at = atOf(office, which)
    const [offer] = (await prepayOffers(office.desk, at)).offers
    const periods = offer?.periods.slice(0, 1 + month) ?? []
    if (!offer || periods.length === 0) return
    const amountFen = sumFen(periods.map(each => each.amountFen))
    await prepayForRoom(office.desk, { ...at, feeItemId: offer.feeItemId, count: periods.length, amountFen })
    return nothing
  },
  async giveUpMonths({ desk, place }, books, { which }) {
    const bill = pick(
      openOf(books).filter(({ purchase }) => purchase),
      which,
    )
    if (!bill?.purchase) return
    const { purchaseId } = bill.purchase
    await cancelPrepay(desk, {
      communityId: place.communityId,
      roomId: bill.object.id,
      billId: bill.billId,
      purchaseId,
    })
    return nothing
  },
  async dispute({ desk, place }, books, { which }) {
    const bill = pick(
      openOf(books).filter(({ dispute }) => !dispute),
      which,
    )
    if (!bill) return
    await raiseDispute(desk, { communityId: place.communityId, roomId: bill.object.id, billId: bill.billId, reason })
    return nothing
  },
  async settleDispute({ desk, place }, books, { which }) {
    const bill = pick(
      openOf(books).filter(({ dispute }) => dispute),
      which,
    )
    if (!bill) return
    await settleDispute(desk, { communityId: place.communityId, roomId: bill.object.id, billId: bill.billId, reason })
    return nothing
  },
  /** Prepayments go to work, never on a bill that is disputed. */
  async deduct(office, before) {
    await deduct(office.deps, office.place.communityId)
    expect(disputed(await office.books(), before)).toEqual(disputed(before, before))
    return nothing
  },
}

/** What was paid on the bills that were disputed before. */
const disputed = ({ bills }: Books, before: Books) => {
  const ids = new Set(openOf(before).flatMap(({ billId, dispute }) => (dispute ? [billId] : [])))
  return new Map(bills.flatMap(({ billId, paidFen }) => (ids.has(billId) ? [[billId, paidFen] as const] : [])))
}
