import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { deskApi } from '@linli/shared/payments/desk-api'
import { channelNames, type Share } from '@linli/shared/payments/schema'
import { auditItem } from '../audit'
import { type AsRead, settleBillItems } from '../billing/settle-bills'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { billsAtDesk, freeOfOnlineOrders } from './bills-at-desk'
import { type DeskMoney, deskOrder, type NewOrder, paidOnOf } from './desk-order'
import { paidOrderWrites } from './desk-writes'
import { householdsOf } from './households-of'
import { shareLines } from './settlement-writes'
import { slipItems } from './slip-numbers'
import { tillOfOrder } from './till-of-order'

type Collect = InputOf<typeof deskApi.collect>

/** A transaction holds 60 writes: 40 bills, their households, and what every payment writes. */
const mostRooms = 10

/**
 * Money over the counter for 1–40 bills of one collecting entity, in one transaction: order, bills, marker, posting, audit.
 * An order that is open on one of them is closed at its channel first. Where a bill is not what the clerk saw, nothing is
 * taken. Throws payments.paid_online, payments.amount_changed, payments.nothing_due, payments.mixed_entities,
 * payments.too_little, payments.channel_down, payments.at_bank, payments.number_used.
 */
export async function collect(
  ctx: Context,
  { communityId, bills: asked, despiteBank, ...money }: Collect,
): Promise<NewOrder> {
  return deciding(async () => {
    const { order, asRead } = await orderOf(ctx, communityId, asked, money)
    // After the bills were read: an order that comes later changes them, and the write is refused.
    await freeOfOnlineOrders(ctx, communityId, asked, despiteBank)
    const audit = auditItem(ctx, {
      communityId,
      action: 'payments.collect',
      objectType: 'order',
      objectId: order.orderId,
      summary: `前台收款 ${order.amountFen} 分，${channelNames[order.channel]}，${order.shares.length} 张账单${money.paidOn ? `，${money.paidOn} 到账` : ''}`,
    })
    const lines = [
      { account: 'channel_cash' as const, amountFen: order.amountFen, channel: order.channel },
      ...order.shares.flatMap(shareLines),
    ]
    await ctx.db.transact(
      [
        ...paidOrderWrites(ctx, order, lines, 'settlement', await tillOfOrder(ctx, order)),
        ...(await slipItems(ctx, order, money.despiteNumber === true)),
        ...settleBillItems(ctx, communityId, order.orderId, order.shares, order.paidAt, asRead),
        audit,
        ...idempotencyItems(ctx, order),
      ],
      audit.put,
    )
    return order
  })
}

async function orderOf(
  ctx: Context,
  communityId: string,
  asked: Collect['bills'],
  money: DeskMoney,
): Promise<{ order: NewOrder; asRead: AsRead }> {
  const found = await billsAtDesk(ctx, communityId, asked, paidOnOf(ctx, money))
  const [entityId, other] = [...new Set(found.map(({ bill }) => bill.entityId))]
  if (entityId === undefined || other !== undefined) throw new AppError('payments.mixed_entities')
  const shares: Share[] = found.map(({ share }) => share)
  const amountFen = shares.reduce((sum, share) => sum + share.principalFen + share.lateFeeFen, 0)
  const order = await deskOrder(ctx, communityId, money, { entityId, shares, amountFen })
  if (householdsOf(order).length > mostRooms)
    throw new AppError('request.invalid', { fields: [{ path: 'bills', message: '一次最多收 10 个房屋，请分两次' }] })
  return { order, asRead: new Map(found.map(({ bill }) => [bill.billId, bill])) }
}
