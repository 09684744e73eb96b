import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { deskApi } from '@linli/shared/payments/desk-api'
import type { JournalLine, Refund, RefundShare } from '@linli/shared/payments/schema'
import type { Receipt } from '@linli/shared/payments/receipt-schema'
import { auditItem } from '../audit'
import { loadBills, type StoredBill } from '../billing/load-bills'
import { refundBillItem } from '../billing/refund-bill'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { tillItems, type TillWrites } from '../finance/till-items'
import { idempotencyItems } from '../idempotency'
import { freeOfOnlineOrders } from './bills-at-desk'
import { fitMessage } from '../invoices/fit-message'
import { cashierOf, deskChannelOf } from './desk-order'
import { posted } from './publication-items'
import { officeOrder } from './receipts'
import { redReceiptOf } from './red-receipt'
import { refundsOfOrder, refundKey, refundWrite } from './refund-store'
import { discountItems, shareLines } from './settlement-writes'
import { postingItem, type StoredOrder } from './store'

type Asked = InputOf<typeof deskApi.refund>

/**
 * Gives money of the counter back the way it came: all that is left of an order, or some of its bills in part. The bills go
 * back to what they still owe, a posting and a red receipt with a number of its own follow, all in one transaction.
 * Never more than was paid, however many ask at once. Throws payments.not_refundable (online, 预存, 押金), refund_too_much.
 */
export async function refundOrder(ctx: Context, asked: Asked): Promise<Receipt> {
  const desk = cashierOf(ctx)
  const refundId = ctx.newId()
  return deciding(async () => {
    const order = await officeOrder(ctx, asked)
    if (order.state !== 'paid' || !order.desk || order.takes) throw new AppError('payments.not_refundable')
    const shares = await refundedShares(ctx, order, asked.bills)
    const places = shares.map(({ object, billId }) => ({ roomId: object.id, billId }))
    const bills = await loadBills(ctx, order.communityId, places)
    await freeOfOnlineOrders(ctx, order.communityId, places)
    const refund: Refund = {
      refundId,
      orderId: order.orderId,
      communityId: order.communityId,
      ...desk,
      shares,
      reason: asked.reason,
      at: ctx.now(),
      amountFen: sumOf(shares),
      channel: order.channel,
      ...(asked.number && { number: asked.number }),
    }
    const receipt = redReceiptOf(order, refund)
    const till = await tillItems(ctx, {
      ...desk,
      communityId: order.communityId,
      sourceId: refundId,
      orderId: order.orderId,
      move: 'refunded',
      channel: deskChannelOf(order),
      amountFen: -refund.amountFen,
      valueDate: ctx.today(),
      rooms: [...new Set(shares.map(({ object }) => object.code))],
      number: asked.number,
    })
    const audit = auditItem(ctx, {
      communityId: order.communityId,
      action: 'payments.refund',
      objectType: 'order',
      objectId: order.orderId,
      summary: `前台退款 ${refund.amountFen} 分，${shares.length} 张账单：${asked.reason}`,
    })
    await ctx.db.transact(
      [
        refundWrite(order, refund.amountFen),
        { put: { ...refundKey(refund), ...refund }, ifAbsent: true },
        ...shares.map((share, i) => billWrite(ctx, order.orderId, share, bills[i])),
        ...posted(ctx, order.communityId, refundPosting(ctx, refund, till)),
        ...till.writes,
        ...fitMessage(ctx, order.communityId, bills),
        ...discountItems(
          ctx,
          order.communityId,
          { shares, sourceId: refundId, orderId: order.orderId, valueDate: ctx.today() },
          -1,
        ),
        audit,
        ...idempotencyItems(ctx, receipt),
      ],
      audit.put,
    )
    return receipt
  })
}

/** What the counter is told that gives back some of the months that were bought together. */
const wholePurchase = '这几个月是一次缴的优惠，要一起退：请全部退回，要留下的月份再按原价收'

const sumOf = (shares: RefundShare[]) =>
  shares.reduce((sum, { principalFen, lateFeeFen }) => sum + principalFen + lateFeeFen, 0)

function billWrite(ctx: Context, orderId: string, share: RefundShare, bill: StoredBill | undefined) {
  if (!bill) throw new AppError('record.not_found')
  return refundBillItem(bill, { orderId, date: ctx.today(), ...share })
}

/** What is left of each bill's money, or as much of it as is asked for: late fee goes back before principal. */
async function refundedShares(ctx: Context, order: StoredOrder, asked: Asked['bills']): Promise<RefundShare[]> {
  const before = (await refundsOfOrder(ctx, order.orderId)).flatMap(({ shares }) => shares)
  const gone = (billId: string, field: 'principalFen' | 'lateFeeFen' | 'discountFen') =>
    before.filter(each => each.billId === billId).reduce((sum, each) => sum + (each[field] ?? 0), 0)
  const left = order.shares.map(share => ({
    share,
    principalFen: share.principalFen - gone(share.billId, 'principalFen'),
    lateFeeFen: share.lateFeeFen - gone(share.billId, 'lateFeeFen'),
    discountFen: (share.discountFen ?? 0) - gone(share.billId, 'discountFen'),
  }))
  const wanted = asked ? new Map(asked.map(({ billId, amountFen }) => [billId, amountFen])) : undefined
  const bought = boughtBack(left, wanted)
  const found = left.flatMap(({ share, principalFen, lateFeeFen, discountFen }) => {
    const most = principalFen + lateFeeFen
    const fen = wanted ? (wanted.get(share.billId) ?? 0) : most
    if (fen > most) throw new AppError('payments.refund_too_much')
    const late = Math.min(fen, lateFeeFen)
    // A bill that is not paid in full any more has no 优惠.
    const off = fen > late && discountFen > 0 ? { discountFen } : {}
    const isFree = most === 0 && discountFen > 0 && (!wanted || bought.has(share.purchaseId))
    if (isFree) return [{ ...shareOf(share), principalFen: 0, lateFeeFen: 0, discountFen }]
    return fen === 0 ? [] : [{ ...shareOf(share), principalFen: fen - late, lateFeeFen: late, ...off }]
  })
  if (found.length === 0 || (asked && found.length < asked.length)) throw new AppError('payments.refund_too_much')
  return found
}

type Left = { share: StoredOrder['shares'][number]; principalFen: number; lateFeeFen: number; discountFen: number }

/**
 * The purchases of which something goes back. Months that were bought together had their discount for all of them: they go
 * back together and whole, so that nobody keeps a discount for less. Throws payments.refund_too_much.
 */
function boughtBack(left: Left[], wanted: Map<string, number> | undefined): Set<string | undefined> {
  const bought = left.filter(({ share }) => wanted?.has(share.billId)).flatMap(({ share }) => share.purchaseId ?? [])
  const purchases = new Set<string | undefined>(bought)
  const isShort = left.some(
    ({ share, principalFen, lateFeeFen }) =>
      purchases.has(share.purchaseId) && (wanted?.get(share.billId) ?? 0) < principalFen + lateFeeFen,
  )
  if (isShort) throw new AppError('payments.refund_too_much', { message: wholePurchase })
  return purchases
}

const shareOf = ({
  billId,
  object,
  feeItemId,
  feeItemName,
  period,
  payer,
  opening,
}: StoredOrder['shares'][number]) => ({
  billId,
  object,
  feeItemId,
  feeItemName,
  period,
  payer,
  ...(opening && { opening }),
})

/** The exact negative of what these parts posted when they were paid. */
function refundPosting(
  ctx: Context,
  { refundId, orderId, communityId, shares, channel, amountFen }: Refund,
  { tillDate }: TillWrites,
) {
  const back = shares.flatMap(share => shareLines({ ...share, expectedPaidFen: 0 }))
  const lines: JournalLine[] = [
    ...back.map(line => ({ ...line, amountFen: -line.amountFen })),
    { account: 'channel_cash', amountFen: -amountFen, channel },
  ]
  const when = { valueDate: ctx.today(), ...(tillDate && { tillDate }) }
  return postingItem(ctx, communityId, { kind: 'refund', sourceId: refundId, orderId, ...when, lines })
}
