import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { expenseApi } from '@linli/shared/finance/expense-api'
import type { Budget } from '@linli/shared/finance/expense-schema'
import { sumFen } from '@linli/shared/money'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { budgetKey, loadBudget } from './expense-store'

/** Saves a year's 预算. Throws record.changed when somebody else saved meanwhile. */
export async function saveBudget(ctx: Context, asked: InputOf<typeof expenseApi.saveBudget>): Promise<Budget> {
  const { communityId, year, amounts, version } = asked
  const known = await loadBudget(ctx, communityId, year)
  if (known.version !== version) throw new AppError('record.changed')
  const budget: Budget = { communityId, year, amounts, version: version + 1 }
  const audit = auditItem(ctx, {
    communityId,
    action: 'finance.save_budget',
    objectType: 'community',
    objectId: communityId,
    summary: `${year} 年支出预算 ${sumFen(Object.values(amounts))} 分`,
  })
  const put = { ...budgetKey(communityId, year), ...budget }
  await ctx.db.transact([version === 0 ? { put, ifAbsent: true } : { put, if: { version } }, audit], audit.put)
  return budget
}
