import type { OutputOf } from '@linli/shared/contract'
import type { expenseApi } from '@linli/shared/finance/expense-api'
import { Budget, Expense } from '@linli/shared/finance/expense-schema'
import type * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'

export const expensesKey = (communityId: string) => `C#${communityId}#expenses`
export const expenseKey = (communityId: string, expenseId: string): Key => ({
  pk: expensesKey(communityId),
  sk: expenseId,
})
const inYear = (communityId: string, year: string) => `C#${communityId}#expenses-in#${year}`
const ofCategory = (communityId: string, category: string, year: string) =>
  `C#${communityId}#expenses-of#${category}#${year}`

/** Listed by the day it was paid, among all of the year and among those of its kind. */
export function expenseItem(expense: Expense): Item {
  const { communityId, expenseId, date, category } = expense
  const year = date.slice(0, 4)
  const sk = `${date}#${expenseId}`
  return {
    ...expenseKey(communityId, expenseId),
    ...expense,
    gs1pk: inYear(communityId, year),
    gs1sk: sk,
    gs2pk: ofCategory(communityId, category, year),
    gs2sk: sk,
  }
}

type Listed = typeof expenseApi.listExpenses

/** Expenses of a year or month, of one kind where it is named, the last first. */
export const listExpenses = (
  ctx: Context,
  { communityId, year, month, category, limit, cursor }: z.output<Listed['input']>,
): Promise<OutputOf<Listed>> =>
  ctx.db.query({
    ...(category
      ? { index: 'gs2' as const, pk: ofCategory(communityId, category, year) }
      : { index: 'gs1' as const, pk: inYear(communityId, year) }),
    begins: month ?? year,
    schema: Expense,
    newestFirst: true,
    limit,
    cursor,
  })

export const budgetsKey = (communityId: string) => `C#${communityId}#budgets`
export const budgetKey = (communityId: string, year: string): Key => ({ pk: budgetsKey(communityId), sk: year })

export const loadBudget = async (ctx: Context, communityId: string, year: string): Promise<Budget> =>
  (await ctx.db.get(budgetKey(communityId, year), Budget)) ?? { communityId, year, amounts: {}, version: 0 }
