import type { Bill } from '@linli/shared/billing/schema'
import type { JournalAccount, JournalLine } from '@linli/shared/payments/schema'
import { type BusinessDate, monthOf } from '@linli/shared/time'
import type { Context } from '../context'
import type { Item } from '../db'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { postingItem } from './store'

type PostedBill = Pick<Bill, 'billId' | 'object' | 'feeItemId' | 'nature' | 'period' | 'amountFen' | 'opening'>

/**
 * The posting of new bills (receivable against revenue, or against a liability for money that is not the office's own)
 * and the message that has it sealed, for the publication's own transaction. `sourceId` names the batch: it posts once.
 */
export const publicationItems = (
  ctx: Context,
  communityId: string,
  batch: { sourceId: string; valueDate: BusinessDate; bills: PostedBill[] },
): Write[] => {
  const lines = batch.bills.flatMap(linesOf)
  if (lines.length === 0) return []
  const { sourceId, valueDate } = batch
  return posted(ctx, communityId, postingItem(ctx, communityId, { kind: 'publication', sourceId, valueDate, lines }))
}

/** The linked reversal of a voided bill: the exact negative of what its publication posted. */
export const voidingItems = (ctx: Context, communityId: string, bill: PostedBill): Write[] => {
  const lines = linesOf({ ...bill, amountFen: -bill.amountFen })
  if (lines.length === 0) return []
  const posting = { kind: 'voiding' as const, sourceId: bill.billId, valueDate: ctx.today(), lines }
  return posted(ctx, communityId, postingItem(ctx, communityId, posting))
}

/** A posting with the message that has it sealed. */
export const posted = (ctx: Context, communityId: string, posting: Item): Write[] => [
  { put: posting, ifAbsent: true },
  outboxItem(ctx, 'seal', {
    type: 'journal.seal',
    communityId,
    postings: [{ pk: posting.pk, sk: posting.sk }],
  }),
]

/** 代收代付 (物业管理条例 44), 公共收益 (民法典 282) and 押金 are owed on, not earned. */
const accounts: Record<Bill['nature'], JournalAccount> = {
  own_revenue: 'revenue',
  collected_for_others: 'liability',
  common_income: 'liability',
  deposit: 'liability',
}

/** What a bill posts; 期初欠费 has no month, so that it stays out of every month's 当期收缴率. */
export function linesOf({ billId, object, feeItemId, nature, period, amountFen, opening }: PostedBill): JournalLine[] {
  if (amountFen === 0) return []
  const bill = { feeItemId, billId, objectId: object.id }
  if (opening)
    return [
      { account: 'receivable', amountFen, ...bill },
      { account: 'opening_balance', amountFen: -amountFen, ...bill },
    ]
  return [
    { account: 'receivable', amountFen, ...bill, month: monthOf(period.from) },
    { account: accounts[nature], amountFen: -amountFen, ...bill },
  ]
}
