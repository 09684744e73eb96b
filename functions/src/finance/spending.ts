import type { InputOf, OutputOf } from '@linli/shared/contract'
import type { expenseApi } from '@linli/shared/finance/expense-api'
import { spendingOf } from '@linli/shared/finance/spending'
import type { Context } from '../context'
import { spentIn } from '../payments/report-figures'
import { loadBudget } from './expense-store'

type Spending = typeof expenseApi.spending

/** A year's spending by the books against its budget: counters that the sealing transaction keeps, two reads. */
export async function spending(ctx: Context, { communityId, year }: InputOf<Spending>): Promise<OutputOf<Spending>> {
  const [spent, budget] = await Promise.all([spentIn(ctx, communityId, year), loadBudget(ctx, communityId, year)])
  return { ...spendingOf(spent, budget), budget }
}
