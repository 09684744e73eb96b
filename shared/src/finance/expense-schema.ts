import * as z from 'zod'
import { CommunityId, Id } from '../ids'
import { Fen } from '../money'
import { DeskChannel } from '../payments/schema'
import { BusinessDate, Instant } from '../time'
import { ExpenseCategory } from './expense-category'

/**
 * 支出: money that the office paid. It is posted as it is entered and never edited: what is wrong is taken out by a
 * reversal of its own, which is negative, and entered anew.
 */
export const Expense = z.object({
  expenseId: Id,
  communityId: CommunityId,
  /** When it was paid. */
  date: BusinessDate,
  category: ExpenseCategory,
  amountFen: Fen,
  /** What of it 公共收益 bears (民法典 282, the owners' money); the rest is borne by the fees. */
  commonFen: Fen,
  /** The income that it is taken from, where `commonFen` is not 0. */
  feeItemId: Id.optional(),
  feeItemName: z.string().optional(),
  payee: z.string(),
  channel: DeskChannel,
  /** The channel's own number: bank serial, cheque. */
  number: z.string().optional(),
  /** 附件编号: where the invoice or contract is filed. */
  attachment: z.string().optional(),
  note: z.string().optional(),
  enteredAt: Instant,
  enteredBy: z.object({ personId: Id, name: z.string() }),
  /** Of a reversal: what it takes out, and why. */
  reverses: Id.optional(),
  reason: z.string().optional(),
  /** Of what was taken out: its reversal. */
  reversedBy: Id.optional(),
})
export type Expense = z.infer<typeof Expense>

const amounts = z.partialRecord(ExpenseCategory, z.number().int().min(0).max(999_999_999_999, '金额太大，请检查'))

/** 预算 of a year, fen by category; a category that is not named has none. */
export const Budget = z.object({
  communityId: CommunityId,
  year: z.string(),
  amounts,
  /** 0 before anybody has made one. */
  version: z.number().int(),
})
export type Budget = z.infer<typeof Budget>

/** A category's year by the books, against its budget. */
export const SpendingRow = z.object({
  category: ExpenseCategory,
  budgetFen: Fen,
  spentFen: Fen,
  /** Of it from 公共收益. */
  commonFen: Fen,
  /** January to December. */
  months: z.array(Fen).length(12),
})
export type SpendingRow = z.infer<typeof SpendingRow>
