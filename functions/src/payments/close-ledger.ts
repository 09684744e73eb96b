import { AppError } from '@linli/shared/errors'
import { addMonths, monthEnd, monthStart, type YearMonth } from '@linli/shared/time'
import { auditItem } from '../audit'
import type { Deps } from '../context'
import { ConditionFailed } from '../db'
import { monthClosedItems } from '../finance/month-closed-items'
import { seal } from './seal'
import { ledgerKey } from './store'

/**
 * Closes a month's books: what waits is sealed, then the head's first open day becomes the next month's, in one transaction
 * with the record of the closed month. Whatever is sealed afterwards is posted on or after that day; nothing is refused.
 * Safe to repeat. Throws request.busy while another worker seals.
 */
export async function closeLedger(
  deps: Deps,
  { communityId, month }: { communityId: string; month: YearMonth },
): Promise<void> {
  const openDate = addMonths(monthStart(month), 1)
  const done = await seal(deps, communityId, [], async (ctx, head, lease) => {
    if (head.openDate !== undefined && head.openDate > monthEnd(month)) return
    const { [month]: postings = 0, ...posted } = head.posted ?? {}
    const audit = auditItem(ctx, {
      communityId,
      action: 'finance.month_closed',
      objectType: 'closed_month',
      objectId: month,
      summary: `${month} 结账，登账到第 ${head.seq} 笔，本月 ${postings} 笔`,
    })
    const { seq, hash } = head
    const writes = [
      {
        update: { key: ledgerKey(communityId), set: { openDate, posted } },
        if: { seq, lease, openDate: head.openDate },
      },
      ...monthClosedItems(ctx, { communityId, month, seq, hash, postings }),
      audit,
    ]
    try {
      await ctx.db.transact(writes, audit.put)
    } catch (error) {
      // Another worker took over: the message comes again, and finds the month closed or closes it.
      if (error instanceof ConditionFailed) throw new AppError('request.busy', { cause: error })
      throw error
    }
  })
  if (!done) throw new AppError('request.busy')
}
