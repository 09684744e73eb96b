import type { InputOf } from '@linli/shared/contract'
import type { dunningApi } from '@linli/shared/dunning/api'
import type { DebtDetail } from '@linli/shared/dunning/schema'
import type { BusinessDate } from '@linli/shared/time'
import { loadBills, oldestFirst, type StoredBill } from '../billing/load-bills'
import { viewBill } from '../billing/view-bill'
import type { Context } from '../context'
import { debtIdOf, debtWith, expiryOf, isOpen, owedBill } from './debts'
import { viewDebt } from './list-arrears'
import { loadDebt, type StoredDebt } from './store'

/** One household's debt with its bills as they are now, late fee of today included: two reads for a hundred bills. */
export async function getDebt(ctx: Context, input: InputOf<typeof dunningApi.getDebt>): Promise<DebtDetail> {
  const kept = await loadDebt(ctx, input.communityId, input.roomId, input.debtId)
  const bills = await billsOfDebt(ctx, kept)
  const debt = debtWith(kept, bills, ctx.today()) ?? kept
  const billList = bills.filter(isOpen).map(bill => {
    const owed = owedBill(bill, ctx.today())
    return {
      ...remindedBill(bill, ctx.today()),
      disputed: bill.dispute !== undefined,
      expiresOn: owed ? expiryOf(owed, debt.proven) : debt.expiresOn,
    }
  })
  return {
    ...viewDebt(debt, ctx.today()),
    lateFeeFen: billList.reduce((sum, bill) => sum + bill.lateFeeFen, 0),
    billList,
  }
}

/** The bills that a debt names, as they are now; one that somebody else owes by now is not among them. */
export async function billsOfDebt(ctx: Context, debt: StoredDebt): Promise<StoredBill[]> {
  const refs = debt.owed.map(({ billId }) => ({ roomId: debt.object.id, billId }))
  const found = await loadBills(ctx, debt.communityId, refs)
  return found.flatMap(bill => (bill && debtIdOf(bill) === debt.debtId ? [bill] : [])).sort(oldestFirst)
}

/** A bill as a reminder of today names it. */
export function remindedBill(bill: StoredBill, today: BusinessDate) {
  const { dueFen, lateFeeFen } = viewBill(bill, today)
  const { billId, feeItemName, period, dueDate } = bill
  return { billId, feeItemName, period, dueDate, dueFen, lateFeeFen }
}
