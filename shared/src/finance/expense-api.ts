import * as z from 'zod'
import { endpoint, page, pageInput, Version } from '../contract'
import { CommunityId, Id } from '../ids'
import { TypedFen } from '../money'
import { DeskChannel } from '../payments/schema'
import { reasonText } from '../plain-text'
import { BusinessDate, YearMonth } from '../time'
import { ExpenseCategory } from './expense-category'
import { Budget, Expense, SpendingRow } from './expense-schema'

const place = { communityId: CommunityId }
const reader = { kind: 'office', permission: 'finance:read' } as const
const spender = { kind: 'office', permission: 'finance:spend' } as const
const year = z.string().regex(/^20\d\d$/, '年份不对')
const text = (most: number) => z.string().trim().min(1).max(most).optional()

export const expenseApi = {
  /** Of a year or one of its months, by the day it was paid, the last first. */
  listExpenses: endpoint({
    id: 'finance.listExpenses',
    method: 'GET',
    path: '/v1/c/:communityId/expenses',
    summary: '支出，按付款日期',
    access: reader,
    input: { ...place, year, month: YearMonth.optional(), category: ExpenseCategory.optional(), ...pageInput },
    output: page(Expense),
  }),
  /** Posted at once, to the first open day of the books on or after `date`; cash comes out of one's own till. */
  enterExpense: endpoint({
    id: 'finance.enterExpense',
    method: 'POST',
    path: '/v1/c/:communityId/expenses',
    summary: '登记支出',
    access: spender,
    idempotent: true,
    input: {
      ...place,
      date: BusinessDate,
      category: ExpenseCategory,
      amountFen: TypedFen,
      commonFen: TypedFen.or(z.literal(0)).default(0),
      feeItemId: Id.optional(),
      payee: z.string().trim().min(1, '请填写收款单位').max(60),
      channel: DeskChannel,
      number: text(40),
      attachment: text(40),
      note: text(200),
    },
    output: Expense,
  }),
  /** Answers the reversal: it is posted today, whatever month the expense is in. */
  reverseExpense: endpoint({
    id: 'finance.reverseExpense',
    method: 'POST',
    path: '/v1/c/:communityId/expenses/:expenseId/reverse',
    summary: '冲销支出',
    access: spender,
    input: { ...place, expenseId: Id, reason: reasonText(100) },
    output: Expense,
  }),
  /** By month of the books, as the month reports have it; `months` is all categories, `budgets` what they may cost. */
  spending: endpoint({
    id: 'finance.spending',
    method: 'GET',
    path: '/v1/c/:communityId/spending/:year',
    summary: '支出和预算，按类别和月份',
    access: reader,
    input: { ...place, year },
    output: page(SpendingRow).extend({ whole: SpendingRow.omit({ category: true }), budget: Budget }),
  }),
  saveBudget: endpoint({
    id: 'finance.saveBudget',
    method: 'POST',
    path: '/v1/c/:communityId/spending/:year/budget',
    summary: '保存一年的支出预算',
    access: spender,
    input: { ...place, year, amounts: Budget.shape.amounts, version: Version },
    output: Budget,
  }),
}
