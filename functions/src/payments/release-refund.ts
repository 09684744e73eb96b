import { AppError } from '@linli/shared/errors'
import type { JournalLine, Share } from '@linli/shared/payments/schema'
import { loadBills, type StoredBill } from '../billing/load-bills'
import { settleBillItems } from '../billing/settle-bills'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { reservedBy } from './decide-refund'
import { getOrderLot, growLot, moveLot } from './online-lots'
import { posted } from './publication-items'
import { unreserveWrites } from './refund-rules'
import type { StoredRefund } from './refund-store'
import { refundedFenOf } from './refunded-shares'
import { lotPlaces, lotWrites } from './settled-lots'
import { discountItems, shareLines } from './settlement-writes'
import { postingItem, type StoredOrder } from './store'

/**
 * Gives back what a refund had taken that came to nothing, for the transaction that closes it: its bills are paid again, its
 * lot has its money again. A bill that was settled or void meanwhile leaves its part to the payer as a prepayment.
 * `ctx` must reach the payer's account.
 */
export async function releaseItems(ctx: Context, order: StoredOrder, refund: StoredRefund): Promise<Write[]> {
  const { communityId, orderId, refundId, channel } = refund
  const sourceId = `back-${refundId}`
  const { paid, lapsed } = await restorable(ctx, refund)
  const lapsedFen = refund.lotId === undefined ? refundedFenOf(lapsed) : refund.amountFen
  const lines: JournalLine[] = [
    { account: 'refund_payable', amountFen: refund.amountFen, channel },
    ...paid.flatMap(shareLines),
    ...(lapsedFen > 0 ? [{ account: 'prepayment' as const, amountFen: -lapsedFen, channel }] : []),
  ]
  const valueDate = ctx.today()
  const posting = postingItem(ctx, communityId, { kind: 'refund_release', sourceId, orderId, valueDate, lines })
  const lots = lapsedFen > 0 ? await toLots(ctx, order, refund, lapsed) : []
  return [
    ...unreserveWrites(order, reservedBy(order, refund), { lotIds: lots.flatMap(({ madeId }) => madeId ?? []) }),
    ...settleBillItems(ctx, communityId, orderId, paid, ctx.now()),
    ...lots.map(({ write }) => write),
    ...discountItems(ctx, communityId, { shares: paid, sourceId, orderId, valueDate }),
    ...posted(ctx, communityId, posting),
  ]
}

/** Which parts their bills still have room for, as shares that settle them again. */
async function restorable(
  ctx: Context,
  { communityId, shares }: StoredRefund,
): Promise<{ paid: Share[]; lapsed: Share[] }> {
  const places = shares.map(({ object, billId }) => ({ roomId: object.id, billId }))
  const bills = await loadBills(ctx, communityId, places)
  const found = shares.map((share, i) => ({ share, settles: settling(share, bills[i]) }))
  return {
    paid: found.flatMap(({ settles }) => settles ?? []),
    lapsed: found.flatMap(({ share, settles }) => (settles ? [] : [{ ...share, expectedPaidFen: 0 }])),
  }
}

function settling(share: StoredRefund['shares'][number], bill: StoredBill | undefined): Share | undefined {
  if (!bill || (bill.state !== 'published' && bill.state !== 'part_paid')) return undefined
  const leftFen = bill.amountFen - bill.paidFen - share.principalFen - (share.discountFen ?? 0)
  if (leftFen < 0) return undefined
  return {
    ...share,
    expectedPaidFen: bill.paidFen,
    expectedLateFeePaidFen: bill.lateFeePaidFen,
    ...(leftFen > 0 && { leaves: 'part_paid' as const }),
  }
}

type Returned = { write: Write; madeId?: string }

/** Back to the lot that it was of; bills' parts to what this payment left as a prepayment already, or to a new one. */
async function toLots(ctx: Context, order: StoredOrder, refund: StoredRefund, lapsed: Share[]): Promise<Returned[]> {
  const { communityId } = order
  if (refund.lotId !== undefined) {
    const lot = await getOrderLot(ctx, communityId, refund.lotId)
    if (!lot) throw new AppError('record.not_found')
    const sourceId = `back-${refund.refundId}`
    return [{ write: moveLot(ctx, lot, { kind: 'returned', amountFen: -refund.amountFen, sourceId }) }]
  }
  const { transactionId, totalFen } = refund
  const payment = { transactionId, amountFen: totalFen, paidAt: order.paidAt ?? ctx.now() }
  const returned: Returned[] = []
  for (const { lotId, shares } of lotPlaces(order, payment, lapsed)) {
    const fen = refundedFenOf(shares)
    const lot = await getOrderLot(ctx, communityId, lotId)
    if (lot) returned.push({ write: growLot(lot, fen) })
    else
      for (const write of lotWrites(ctx, order, payment, { shares, amountFen: fen, reason: 'bill_settled' }))
        returned.push({ write, madeId: lotId })
  }
  return returned
}
