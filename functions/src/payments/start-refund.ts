import { AppError } from '@linli/shared/errors'
import type { JournalLine } from '@linli/shared/payments/schema'
import { loadBills } from '../billing/load-bills'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { fitMessage } from '../invoices/fit-message'
import { outboxItem } from '../outbox'
import { freeOfOnlineOrders } from './bills-at-desk'
import { getOrderLot, moveLot } from './online-lots'
import { posted } from './publication-items'
import type { StoredRefund } from './refund-store'
import { billBack, linesBack } from './refunded-shares'
import { discountItems } from './settlement-writes'
import { postingItem } from './store'

type Refund = Omit<StoredRefund, 'pk' | 'sk'>

/**
 * What a refund moves before the channel hears of it, for the transaction that starts it: its bills are owed again or its
 * lot shrinks, the sum is 应退款, and a worker is told to ask the channel, the payer that it is on its way. The bills are read
 * here; what changes meanwhile fails its condition. Throws payments.not_refundable, refund_too_much, paid_online.
 */
export async function startItems(ctx: Context, refund: Refund): Promise<Write[]> {
  const { communityId, orderId, refundId } = refund
  const { writes, lines } = refund.lotId === undefined ? await fromBills(ctx, refund) : await fromLot(ctx, refund)
  const posting = postingItem(ctx, communityId, {
    kind: 'refund_start',
    sourceId: refundId,
    orderId,
    valueDate: ctx.today(),
    lines: [...lines, { account: 'refund_payable', amountFen: -refund.amountFen, channel: refund.channel }],
  })
  return [
    ...writes,
    ...posted(ctx, communityId, posting),
    outboxItem(ctx, 'jobs', { type: 'payments.refund', communityId, orderId, refundId }),
    outboxItem(ctx, 'messages', { type: 'payment.refund_news', communityId, orderId, refundId, arrived: false }),
  ]
}

type Moved = { writes: Write[]; lines: JournalLine[] }

async function fromBills(ctx: Context, { communityId, orderId, refundId, shares }: Refund): Promise<Moved> {
  const places = shares.map(({ object, billId }) => ({ roomId: object.id, billId }))
  const bills = await loadBills(ctx, communityId, places)
  await freeOfOnlineOrders(ctx, communityId, places)
  return {
    writes: [
      ...shares.map((share, i) => billBack(ctx, orderId, share, bills[i])),
      ...fitMessage(ctx, communityId, bills),
      ...discountItems(ctx, communityId, { shares, sourceId: refundId, orderId, valueDate: ctx.today() }, -1),
    ],
    lines: linesBack(shares),
  }
}

async function fromLot(
  ctx: Context,
  { communityId, refundId, lotId = '', amountFen, channel }: Refund,
): Promise<Moved> {
  const lot = await getOrderLot(ctx, communityId, lotId)
  if (!lot) throw new AppError('record.not_found')
  if (amountFen > lot.leftFen) throw new AppError('payments.refund_too_much')
  const objectId = lot.reason === 'desk' ? { objectId: lot.object.id } : {}
  return {
    writes: [moveLot(ctx, lot, { kind: 'refunded', amountFen, sourceId: refundId })],
    lines: [{ account: 'prepayment', amountFen, channel, ...objectId }],
  }
}
