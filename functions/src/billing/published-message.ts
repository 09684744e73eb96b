import type { Bill } from '@linli/shared/billing/schema'
import { toldPlace } from '@linli/shared/billing/words'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'

/** Tells the people who owe: nothing to pay is no news. */
export function publishedMessage(ctx: Context, communityId: string, bills: Bill[]): Write[] {
  const news = bills
    .filter(bill => bill.amountFen > 0 && bill.payer.kind !== 'developer')
    .map(({ billId, object, payer, feeItemName, period, amountFen, dueDate }) => ({
      billId,
      roomId: object.id,
      roomCode: toldPlace(object),
      personIds: payer.personIds,
      feeItemName,
      period,
      amountFen,
      dueDate,
    }))
  return news.length > 0
    ? [outboxItem(ctx, 'messages', { type: 'bills.published', communityId, at: ctx.now(), bills: news })]
    : []
}
