import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { expenseApi } from '@linli/shared/finance/expense-api'
import { expenseCategoryNames } from '@linli/shared/finance/expense-category'
import { Expense } from '@linli/shared/finance/expense-schema'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { expenseItems } from '../payments/spending-items'
import { derivedId } from '../secrets'
import { expenseTill } from './enter-expense'
import { expenseItem, expenseKey } from './expense-store'
import { officePerson } from './office-person'

/**
 * 冲销: takes a whole expense out again, once, by its exact negative of today, which names it. Asked again by the same
 * person, it answers the same. Throws record.not_found, finance.already_reversed.
 */
export async function reverseExpense(
  ctx: Context,
  { communityId, expenseId, reason }: InputOf<typeof expenseApi.reverseExpense>,
): Promise<Expense> {
  const enteredBy = officePerson(ctx)
  const reversedBy = derivedId('expense-reversal', communityId, expenseId)
  return deciding(async () => {
    const [expense, earlier] = await ctx.db.getMany(
      [expenseId, reversedBy].map(id => expenseKey(communityId, id)),
      Expense,
    )
    if (!expense) throw new AppError('record.not_found')
    if (earlier?.enteredBy.personId === enteredBy.personId && earlier.reason === reason) return earlier
    if (earlier || expense.reverses) throw new AppError('finance.already_reversed')
    const reversal: Expense = {
      ...expense,
      expenseId: reversedBy,
      date: ctx.today(),
      amountFen: 0 - expense.amountFen,
      commonFen: 0 - expense.commonFen,
      enteredAt: ctx.now(),
      enteredBy,
      reverses: expenseId,
      reason,
    }
    const till = await expenseTill(ctx, reversal)
    const audit = auditItem(ctx, {
      communityId,
      action: 'finance.reverse_expense',
      objectType: 'expense',
      objectId: expenseId,
      summary: `冲销 ${expense.date} ${expenseCategoryNames[expense.category]} ${expense.amountFen} 分：${reason}`,
    })
    const writes = [
      { update: { key: expenseKey(communityId, expenseId), set: { reversedBy } }, if: { reversedBy: undefined } },
      { put: expenseItem(reversal), ifAbsent: true },
      ...expenseItems(ctx, reversal, till.tillDate),
      ...till.writes,
      audit,
    ]
    await ctx.db.transact(writes, audit.put)
    return reversal
  })
}
