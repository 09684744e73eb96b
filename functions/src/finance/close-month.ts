import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { financeApi } from '@linli/shared/finance/api'
import { type ClosedMonth, monthCheckNames } from '@linli/shared/finance/month-schema'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { outboxItem } from '../outbox'
import { checksOf, nextToClose } from './month-checks'
import { officePerson } from './office-person'
import { closedMonthKey, loadClosedMonth, type StoredMonth } from './store'

/**
 * 月结: asks the sealer to close the month. What `stops` must be done first; the rest must be named in `despite`, and is kept
 * with the month. Asked again, it wakes up who is late. Throws finance.not_next_month, finance.not_ready.
 */
export async function closeMonth(ctx: Context, asked: InputOf<typeof financeApi.closeMonth>): Promise<ClosedMonth> {
  const { communityId, month, despite = [] } = asked
  const askedBy = officePerson(ctx)
  return deciding(async () => {
    const found = await loadClosedMonth(ctx, communityId, month)
    if (found?.state === 'reported') return found
    if (found) return wakeUp(ctx, found)
    const next = await nextToClose(ctx, communityId)
    if (next.month !== month) throw new AppError('finance.not_next_month')
    const open = (await checksOf(ctx, communityId, month)).filter(({ count }) => count > 0)
    // What is not sealed yet is sealed by the very command.
    const warnings = open.filter(({ name, stops }) => !stops && name !== 'unsealed')
    if (open.some(({ stops }) => stops) || warnings.some(({ name }) => !despite.includes(name)))
      throw new AppError('finance.not_ready')
    const closing: ClosedMonth = {
      communityId,
      month,
      state: 'asked',
      askedAt: ctx.now(),
      askedBy,
      warnings: warnings.map(({ name, count }) => `${monthCheckNames[name]}：还有 ${count} 项`),
    }
    const audit = auditItem(ctx, {
      communityId,
      action: 'finance.close_month',
      objectType: 'closed_month',
      objectId: month,
      summary: `月结 ${month}${closing.warnings.length > 0 ? `，${closing.warnings.join('，')}` : ''}`,
    })
    await ctx.db.transact(
      [
        { put: { ...closedMonthKey(communityId, month), ...closing }, ifAbsent: true },
        outboxItem(ctx, 'seal', { type: 'journal.close', communityId, month }),
        audit,
      ],
      audit.put,
    )
    return closing
  })
}

/** The message of its state once more: who was interrupted goes on, who is done finds nothing to do. */
async function wakeUp(ctx: Context, closing: StoredMonth): Promise<ClosedMonth> {
  const { communityId, month, state } = closing
  const audit = auditItem(ctx, {
    communityId,
    action: 'finance.close_month',
    objectType: 'closed_month',
    objectId: month,
    summary: `再次月结 ${month}`,
    technical: true,
  })
  const again =
    state === 'asked'
      ? outboxItem(ctx, 'seal', { type: 'journal.close', communityId, month })
      : outboxItem(ctx, 'jobs', { type: 'finance.report', communityId, month })
  await ctx.db.transact([again, audit], audit.put)
  return closing
}
