import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { heldMoneyApi } from '@linli/shared/payments/held-money-api'
import { type Taken } from '@linli/shared/payments/at-desk-schema'
import { channelNames } from '@linli/shared/payments/schema'
import { auditItem } from '../audit'
import { loadFeeItems } from '../billing/fee-item-store'
import type { Context } from '../context'
import { idempotencyItems } from '../idempotency'
import { deskOrder, type NewOrder } from './desk-order'
import { paidOrderWrites } from './desk-writes'
import { deskLotItem } from './desk-lots'
import { roomAndPayer, takenLine } from './held-at-desk'
import { slipItems } from './slip-numbers'
import { tillOfOrder } from './till-of-order'

/**
 * Takes money in advance for a room, for one of its fee items if one is named: it pays the payer's bills as they are
 * published. Throws record.not_found for a room or fee item that is not there.
 */
export async function takePrepayment(
  ctx: Context,
  input: InputOf<typeof heldMoneyApi.takePrepayment>,
): Promise<NewOrder> {
  const { communityId, roomId, feeItemId, amountFen, ...money } = input
  const [{ object, payer, entityId }, [item]] = await Promise.all([
    roomAndPayer(ctx, communityId, roomId, money.paidBy),
    feeItemId ? loadFeeItems(ctx, communityId, [feeItemId]) : [],
  ])
  if (feeItemId && !item) throw new AppError('record.not_found')
  const only = item && { feeItemId: item.feeItemId }
  const name = item ? `预存 ${item.name}` : '预存款'
  const takes: Taken = { kind: 'prepayment', id: ctx.newId(), object, payer, name, ...only }
  const order = await deskOrder(ctx, communityId, money, {
    entityId: item?.collectingEntityId ?? entityId,
    shares: [],
    takes,
    amountFen,
  })
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.take_prepayment',
    objectType: 'prepayment_lot',
    objectId: takes.id,
    summary: `收预存款 ${amountFen} 分，${channelNames[order.channel]}${item ? `，只用于${item.name}` : ''}`,
  })
  const lines = [{ account: 'channel_cash' as const, amountFen, channel: order.channel }, takenLine(takes, amountFen)]
  await ctx.db.transact(
    [
      ...paidOrderWrites(ctx, order, lines, 'settlement', await tillOfOrder(ctx, order)),
      ...(await slipItems(ctx, order, money.despiteNumber === true)),
      deskLotItem(order, takes, item?.name),
      audit,
      ...idempotencyItems(ctx, order),
    ],
    audit.put,
  )
  return order
}
