import { AppError } from '@linli/shared/errors'
import type { Difference } from '@linli/shared/payments/reconciliation-schema'
import type { Channel, JournalLine, Refund, RefundShare } from '@linli/shared/payments/schema'
import { loadBills } from '../billing/load-bills'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { fitMessage } from '../invoices/fit-message'
import { derivedId } from '../secrets'
import { askedOf, settledMarker } from './ask-difference'
import { freeOfOnlineOrders } from './bills-at-desk'
import { cashierOf } from './desk-order'
import { getOrderLot, moveLot, type OrderLot } from './online-lots'
import { posted } from './publication-items'
import type { Settled } from './reconciliation-store'
import { refundableFen } from './refund-rules'
import { refundedAsRead, refundKey, refundsOfOrder } from './refund-store'
import { billBack, leftOfShares, linesBack, refundedFenOf, refundedShares } from './refunded-shares'
import { paidShares } from './request-refund'
import { discountItems } from './settlement-writes'
import { orderKey, postingItem, type StoredOrder, transactionKey } from './store'

/** What is reversed of a difference: all of a payment that the channel lacks, or what it took less than we settled. */
export const reversedFenOf = ({ localFen = 0, channelFen = 0 }: Difference): number => localFen - channelFen

/**
 * Takes a payment back that the channel never had, or the part of it, for the transaction that resolves its difference: its
 * bills are owed again, its prepayment is gone, with a red receipt and one posting. The channel is asked before; its word
 * that it has the money is a refusal. The transaction's marker stays: what the channel tells later of it is settled anew.
 * Throws payments.not_this_way with the reason, payments.channel_down, payments.paid_online.
 */
export async function reversalItems(
  ctx: Context,
  communityId: string,
  channel: Channel,
  { known, reason }: { known: Difference; reason: string },
): Promise<Write[]> {
  const { transactionId = '', localFen = 0 } = known
  const { order, trade } = await askedOf(ctx, known)
  const marker = await settledMarker(ctx, communityId, channel, transactionId)
  if (!marker || marker.reversedBy || marker.amountFen !== localFen) throw refused('这笔没有入账，或者已经冲销')
  if (trade?.transactionId === transactionId && (trade.amountFen ?? 0) >= localFen)
    throw refused('渠道说这笔钱已经收到，不能冲销；可以选「再查一次」')
  const amountFen = reversedFenOf(known)
  const isWhole = amountFen === marker.amountFen
  const isOwn = order.transactionId === transactionId
  if (isOwn && isWhole && refundableFen(order) !== amountFen) throw refused('这笔款有退款，请先把退款处理完')
  const { shares, lots } = await partsOf(ctx, order, { transactionId, amountFen, isOwn })
  const refundId = derivedId('reversal', known.differenceId, known.foundAt)
  const refund: Refund = {
    refundId,
    orderId: order.orderId,
    communityId,
    ...cashierOf(ctx),
    shares,
    reason,
    at: ctx.now(),
    amountFen,
    channel: order.channel,
    transactionId,
    isReversal: true,
  }
  const ofBills = { shares, sourceId: refundId, orderId: order.orderId, valueDate: ctx.today() }
  const places = shares.map(({ object, billId }) => ({ roomId: object.id, billId }))
  const bills = await loadBills(ctx, communityId, places)
  await freeOfOnlineOrders(ctx, communityId, places)
  return [
    onOrder(order, { amountFen, isOwn, isWhole }),
    { put: { ...refundKey(refund), ...refund }, ifAbsent: true },
    markerOf(marker, { communityId, channel, refundId, leftFen: marker.amountFen - amountFen }),
    ...shares.map((share, i) => billBack(ctx, order.orderId, share, bills[i])),
    ...lots.map(({ lot, fen }) => moveLot(ctx, lot, { kind: 'refunded', amountFen: fen, sourceId: refundId })),
    ...posted(ctx, communityId, postingOf(ctx, refund, lots)),
    ...fitMessage(ctx, communityId, bills),
    ...discountItems(ctx, communityId, ofBills, -1),
  ]
}

const refused = (message: string) => new AppError('payments.not_this_way', { message })

type Lot = { lot: OrderLot; fen: number }

/** What this payment became: its bills as far as they are still paid by it, and its prepayments as far as they are whole. */
async function partsOf(
  ctx: Context,
  order: StoredOrder,
  of: { transactionId: string; amountFen: number; isOwn: boolean },
): Promise<{ shares: RefundShare[]; lots: Lot[] }> {
  const lots = await lotsOf(ctx, order, of)
  const shares = of.isOwn ? await paidShares(ctx, order) : []
  const left = leftOfShares(shares, await refundsOfOrder(ctx, order.orderId))
  let restFen = of.amountFen
  // A prepayment is the least that somebody misses; then the bills that were paid last.
  const fromLots = lots.flatMap(lot => {
    const fen = Math.min(restFen, lot.leftFen)
    restFen -= fen
    return fen > 0 ? [{ lot, fen }] : []
  })
  const parts = left.toReversed().flatMap(({ share, principalFen, lateFeeFen }) => {
    const fen = Math.min(restFen, principalFen + lateFeeFen)
    restFen -= fen
    return fen > 0 ? [{ billId: share.billId, amountFen: fen }] : []
  })
  if (restFen > 0) throw refused('这笔款转成的预存款已经用掉，请先退回用它缴的账单')
  const taken = parts.length > 0 ? await refundedShares(ctx, { ...order, shares }, parts) : []
  if (refundedFenOf(taken) + fromLots.reduce((sum, { fen }) => sum + fen, 0) !== of.amountFen) throw refused(partly)
  return { shares: taken, lots: fromLots }
}
const partly = '这笔款缴的账单不能只冲一部分，请换一种处理方式'

async function lotsOf(
  ctx: Context,
  order: StoredOrder,
  { transactionId, isOwn }: { transactionId: string; isOwn: boolean },
): Promise<OrderLot[]> {
  const ids = [...(order.lotIds ?? []), ...(order.takes?.kind === 'prepayment' ? [order.takes.id] : [])]
  const found = await Promise.all(ids.map(lotId => getOrderLot(ctx, order.communityId, lotId)))
  return found.flatMap(lot => {
    if (!lot) return []
    const of = lot.transactionId ?? order.transactionId
    return of === transactionId || (isOwn && of === undefined) ? [lot] : []
  })
}

const onOrder = (
  order: StoredOrder,
  { amountFen, isOwn, isWhole }: { amountFen: number; isOwn: boolean; isWhole: boolean },
): Write => ({
  update: {
    key: orderKey(order.orderId),
    set: isOwn
      ? { refundedFen: (order.refundedFen ?? 0) + amountFen, ...(isWhole && { reversed: true }) }
      : { refundsAsked: (order.refundsAsked ?? 0) + 1 },
  },
  if: { state: 'paid', ...refundedAsRead(order), accountId: order.accountId },
})

/** Reversed whole it stands in no day of ours any more; a lower sum is what the day has then. */
const markerOf = (
  { amountFen, transactionId }: Settled,
  to: { communityId: string; channel: Channel; refundId: string; leftFen: number },
): Write => ({
  update: {
    key: transactionKey(to.communityId, to.channel, transactionId),
    ...(to.leftFen > 0
      ? { set: { amountFen: to.leftFen } }
      : { set: { reversedBy: to.refundId }, remove: ['gs1pk', 'gs1sk'] }),
  },
  if: { amountFen, reversedBy: undefined },
})

function postingOf(ctx: Context, refund: Refund, lots: Lot[]) {
  const { communityId, refundId, orderId, shares, amountFen, channel } = refund
  const lines: JournalLine[] = [
    ...linesBack(shares),
    ...lots.map(({ lot, fen }) => ({
      account: 'prepayment' as const,
      amountFen: fen,
      channel,
      ...(lot.reason === 'desk' && { objectId: lot.object.id }),
    })),
    { account: 'channel_cash', amountFen: -amountFen, channel },
  ]
  return postingItem(ctx, communityId, { kind: 'refund', sourceId: refundId, orderId, valueDate: ctx.today(), lines })
}
