import { beijingDate } from '@linli/shared/time'
import type { JournalLine } from '@linli/shared/payments/schema'
import { auditItem } from '../audit'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { getOrderLot, growLot } from './online-lots'
import { posted } from './publication-items'
import type { Settled } from './reconciliation-store'
import type { Payment } from './settle'
import { markerWrite } from './settlement-writes'
import { lotPlaces, lotWrites } from './settled-lots'
import { orderKey, postingItem, type StoredOrder } from './store'

/**
 * A payment that a person took back because the channel had nothing of it, and that the channel has after all: the whole
 * amount becomes a prepayment of its payer. Its bills may have been paid otherwise since.
 */
export async function settleAgain(
  ctx: Context,
  order: StoredOrder,
  payment: Payment,
  { reversedBy = '', repeated }: Settled,
) {
  const { communityId, orderId, channel } = order
  const valueDate = beijingDate(payment.paidAt)
  const lines: JournalLine[] = [
    { account: 'channel_cash', amountFen: payment.amountFen, channel },
    { account: 'prepayment', amountFen: -payment.amountFen, channel },
  ]
  const posting = postingItem(ctx, communityId, {
    kind: 'settlement',
    sourceId: `again-${reversedBy}`,
    valueDate,
    lines,
  })
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.settle_duplicate',
    objectType: 'order',
    objectId: orderId,
    summary: `冲销过的付款又到账 ${payment.amountFen} 分，转预存`,
  })
  const { put } = markerWrite(order, payment, valueDate, repeated ? { repeated } : {})
  const { lots, lotIds } = await lotsOf(ctx, order, payment)
  const isOwn = order.transactionId === payment.transactionId
  const writes: Write[] = [
    { put, if: { reversedBy } },
    {
      update: {
        key: orderKey(orderId),
        ...(isOwn && { remove: ['reversed', 'refundedFen'] }),
        add: { otherTrades: 1, ...(lotIds.length > 0 && { lotIds: new Set(lotIds) }) },
      },
      if: { state: 'paid', accountId: order.accountId, otherTrades: order.otherTrades },
    },
    ...lots,
    ...posted(ctx, communityId, posting),
    audit,
  ]
  return { writes, marker: audit.put, bills: [], billsAt: writes.length, settled: {} }
}

/** The lots that this payment had left before have it again; others are new. */
async function lotsOf(ctx: Context, order: StoredOrder, payment: Payment) {
  const { takes } = order
  const places =
    takes?.kind === 'prepayment' ? [{ lotId: takes.id, shares: [] }] : lotPlaces(order, payment, order.shares)
  const lots: Write[] = []
  for (const { lotId, shares } of places) {
    const fen =
      places.length === 1
        ? payment.amountFen
        : shares.reduce((sum, { principalFen, lateFeeFen }) => sum + principalFen + lateFeeFen, 0)
    const lot = await getOrderLot(ctx, order.communityId, lotId)
    lots.push(
      ...(lot ? [growLot(lot, fen)] : lotWrites(ctx, order, payment, { shares, amountFen: fen, reason: 'duplicate' })),
    )
  }
  return { lots, lotIds: places.map(({ lotId }) => lotId) }
}
