import type { Expense } from '@linli/shared/finance/expense-schema'
import type { JournalLine } from '@linli/shared/payments/schema'
import type { BusinessDate } from '@linli/shared/time'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { posted } from './publication-items'
import { postingItem } from './store'

/**
 * The posting of an expense or of its reversal, for the transaction that writes it: what the fees bear is an expense, what
 * 公共收益 bears takes from what the owners are owed of it (民法典 282). `tillDate` as the till answers it, of cash.
 */
export function expenseItems(ctx: Context, expense: Expense, tillDate: BusinessDate | undefined): Write[] {
  const { communityId, expenseId, date, category, amountFen, commonFen, feeItemId, channel, reverses } = expense
  const lines: JournalLine[] = [
    { account: 'expense', amountFen: amountFen - commonFen, category },
    { account: 'liability', amountFen: commonFen, category, ...(feeItemId && { feeItemId }) },
    { account: 'channel_cash', amountFen: 0 - amountFen, channel },
  ]
  const posting = postingItem(ctx, communityId, {
    kind: reverses ? 'expense_reversal' : 'expense',
    sourceId: expenseId,
    valueDate: date,
    ...(tillDate && { tillDate }),
    lines: lines.filter(line => line.amountFen !== 0),
  })
  return posted(ctx, communityId, posting)
}

type Difference = { communityId: string; cashierId: string; date: BusinessDate; differenceFen: number }

/** The posting of 长短款, for the transaction that signs the day: from then on the books' cash is what was counted. */
export function differenceItems(ctx: Context, { communityId, cashierId, date, differenceFen }: Difference): Write[] {
  if (differenceFen === 0) return []
  const posting = postingItem(ctx, communityId, {
    kind: 'till_difference',
    sourceId: `${date}-${cashierId}`,
    valueDate: date,
    lines: [
      { account: 'channel_cash', amountFen: differenceFen, channel: 'cash' },
      { account: 'cash_difference', amountFen: 0 - differenceFen },
    ],
  })
  return posted(ctx, communityId, posting)
}
