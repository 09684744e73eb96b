import type { InputOf } from '@linli/shared/contract'
import type { heldMoneyApi } from '@linli/shared/payments/held-money-api'
import { type Taken } from '@linli/shared/payments/at-desk-schema'
import { channelNames, type DeskChannel } from '@linli/shared/payments/schema'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { idempotencyItems } from '../idempotency'
import { deskOrder, type NewOrder } from './desk-order'
import { paidOrderWrites } from './desk-writes'
import { roomAndPayer, takenLine } from './held-at-desk'
import { depositItem } from './opening-lots'
import { slipItems } from './slip-numbers'
import { tillOfOrder } from './till-of-order'

/** Takes a deposit (装修押金, 水卡押金) for a room over the counter, with a receipt of the deposits' own series. */
export async function takeDeposit(ctx: Context, input: InputOf<typeof heldMoneyApi.takeDeposit>): Promise<NewOrder> {
  const { communityId, roomId, name, amountFen, ...money } = input
  const { object, payer, entityId } = await roomAndPayer(ctx, communityId, roomId, money.paidBy)
  const takes: Taken = { kind: 'deposit', id: ctx.newId(), object, payer, name }
  const order = await deskOrder(ctx, communityId, money, { entityId, shares: [], takes, amountFen })
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.take_deposit',
    objectType: 'deposit',
    objectId: takes.id,
    summary: `收押金「${name}」${amountFen} 分，${channelNames[order.channel]}`,
  })
  const lines = [{ account: 'channel_cash' as const, amountFen, channel: order.channel }, takenLine(takes, amountFen)]
  const channel: DeskChannel = money.channel
  const deposit = { id: takes.id, communityId, object, payer, amountFen, name, createdAt: order.paidAt }
  await ctx.db.transact(
    [
      ...paidOrderWrites(ctx, order, lines, 'deposit', await tillOfOrder(ctx, order)),
      ...(await slipItems(ctx, order, money.despiteNumber === true)),
      depositItem({ ...deposit, orderId: order.orderId, channel }),
      audit,
      ...idempotencyItems(ctx, order),
    ],
    audit.put,
  )
  return order
}
