import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { heldMoneyApi } from '@linli/shared/payments/held-money-api'
import { type DeskLot, PrepaymentLot } from '@linli/shared/payments/held-schema'
import { isOnline } from '@linli/shared/payments/rules'
import type { Refund } from '@linli/shared/payments/schema'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { tillItems } from '../finance/till-items'
import { idempotencyItems } from '../idempotency'
import { takeFromLot } from './desk-lots'
import { cashierOf, deskChannelOf } from './desk-order'
import { posted } from './publication-items'
import { officeOrder } from './receipts'
import { refundKey, refundWrite } from './refund-store'
import { lotKey, postingItem } from './store'

type Asked = InputOf<typeof heldMoneyApi.refundPrepayment>

/**
 * Gives 预存 back at the counter, at most what is left of the lot: the way it came, with a red receipt where an order made
 * it; in cash where it was brought along or credited. Throws payments.not_refundable for money that came online (it goes
 * back so),
 * payments.refund_too_much.
 */
export async function refundPrepayment(ctx: Context, asked: Asked): Promise<PrepaymentLot> {
  const desk = cashierOf(ctx)
  const { communityId, lotId, amountFen, reason, number } = asked
  const refundId = ctx.newId()
  return deciding(async () => {
    const item = await ctx.db.get(lotKey(communityId, lotId), PrepaymentLot)
    if (!item) throw new AppError('record.not_found')
    if (!('payer' in item) || (item.reason === 'credit' && item.channel && isOnline(item.channel)))
      throw new AppError('payments.not_refundable')
    if (amountFen > item.leftFen) throw new AppError('payments.refund_too_much')
    const channel = item.reason === 'desk' ? item.channel : 'cash'
    const refund = { refundId, communityId, ...desk, shares: [], reason, at: ctx.now(), amountFen, channel }
    const till = await tillItems(ctx, {
      ...desk,
      communityId,
      sourceId: refundId,
      ...(item.reason === 'desk' && { orderId: item.orderId }),
      move: 'prepaidBack',
      channel: deskChannelOf({ channel }),
      amountFen: -amountFen,
      valueDate: ctx.today(),
      rooms: [item.object.code],
      number,
    })
    const posting = postingItem(ctx, communityId, {
      kind: 'refund',
      sourceId: refundId,
      ...(item.reason === 'desk' && { orderId: item.orderId }),
      valueDate: ctx.today(),
      ...(till.tillDate && { tillDate: till.tillDate }),
      lines: [
        { account: 'prepayment', amountFen, objectId: item.object.id },
        { account: 'channel_cash', amountFen: -amountFen, channel },
      ],
    })
    const audit = auditItem(ctx, {
      communityId,
      action: 'payments.refund_prepayment',
      objectType: 'prepayment_lot',
      objectId: lotId,
      summary: `退预存款 ${amountFen} 分：${reason}`,
    })
    const taken = { kind: 'refunded' as const, amountFen, sourceId: refundId }
    const left = { ...item, leftFen: item.leftFen - amountFen }
    await ctx.db.transact(
      [
        takeFromLot(ctx, item, taken),
        ...(item.reason === 'desk' ? await onItsOrder(ctx, item, { ...refund, ...(number && { number }) }) : []),
        ...posted(ctx, communityId, posting),
        ...till.writes,
        audit,
        ...idempotencyItems(ctx, left),
      ],
      audit.put,
    )
    return left
  })
}

async function onItsOrder(
  ctx: Context,
  { communityId, orderId }: DeskLot,
  refund: Omit<Refund, 'orderId'>,
): Promise<Write[]> {
  const order = await officeOrder(ctx, { communityId, orderId })
  const whole = { ...refund, orderId }
  return [refundWrite(order, refund.amountFen), { put: { ...refundKey(whole), ...whole }, ifAbsent: true }]
}
