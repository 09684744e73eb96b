import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { deskApi } from '@linli/shared/payments/desk-api'
import type { JournalLine, Refund } from '@linli/shared/payments/schema'
import type { Receipt } from '@linli/shared/payments/receipt-schema'
import { auditItem } from '../audit'
import { loadBills } from '../billing/load-bills'
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
import { refundKey, refundWrite } from './refund-store'
import { billBack, linesBack, refundedFenOf, refundedShares } from './refunded-shares'
import { discountItems } from './settlement-writes'
import { postingItem } from './store'

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
      amountFen: refundedFenOf(shares),
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
        ...shares.map((share, i) => billBack(ctx, order.orderId, share, bills[i])),
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

/** The exact negative of what these parts posted when they were paid. */
function refundPosting(
  ctx: Context,
  { refundId, orderId, communityId, shares, channel, amountFen }: Refund,
  { tillDate }: TillWrites,
) {
  const lines: JournalLine[] = [...linesBack(shares), { account: 'channel_cash', amountFen: -amountFen, channel }]
  const when = { valueDate: ctx.today(), ...(tillDate && { tillDate }) }
  return postingItem(ctx, communityId, { kind: 'refund', sourceId: refundId, orderId, ...when, lines })
}
