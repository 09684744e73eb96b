import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { refundApi } from '@linli/shared/payments/refund-api'
import { mayGiveUp } from '@linli/shared/payments/refund-state'
import type { AuditAction } from '@linli/shared/audit/actions'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { refundAndOrder } from './decide-refund'
import { cashierOf } from './desk-order'
import { pursueRefund } from './pursue-refund'
import { recordRefund } from './record-refund'
import { getRefund, refundStep, type StoredRefund } from './refund-store'

type Place = { communityId: string; orderId: string; refundId: string }

/** Asks the channel at once, with the number that the refund has. Throws payments.refund_moved when it is over. */
export async function retryRefund(ctx: Context, place: Place): Promise<StoredRefund> {
  const { refund } = await refundAndOrder(ctx, place)
  if (!underWay.has(refund.state)) throw new AppError('payments.refund_moved')
  await pursueRefund(ctx.deps, place)
  return (await getRefund(ctx, place)) ?? refund
}

const underWay: ReadonlySet<StoredRefund['state']> = new Set(['requested', 'accepted', 'abnormal'])

/**
 * Nothing is sent to the channel any more; once it says that nothing had arrived either, the refund is closed. Throws
 * payments.refund_moved where the channel has it.
 */
export const giveUpRefund = (
  ctx: Context,
  { reason, ...place }: InputOf<typeof refundApi.giveUpRefund>,
): Promise<StoredRefund> =>
  steer(ctx, place, 'payments.give_up_refund', `放弃渠道没有受理的退款：${reason}`, refund => {
    if (!mayGiveUp(refund)) throw new AppError('payments.refund_moved')
    return { next: { givenUpAt: ctx.now() }, note: reason }
  })

/** Somebody has seen that it came to nothing, and did what was to be done. */
export const seeRefund = (ctx: Context, place: InputOf<typeof refundApi.seeRefund>): Promise<StoredRefund> =>
  steer(ctx, place, 'payments.see_refund', '退款没有退成，已处理', refund => {
    if (refund.state !== 'closed' || refund.seenAt) throw new AppError('payments.refund_moved')
    return { next: { seenAt: ctx.now() }, note: '已处理' }
  })

/**
 * An abnormal refund another way (申请退款异常处理). The way is kept before the channel hears of it, so that its word that
 * the refund is under way again is believed; the card is not kept at all.
 * Throws payments.refund_moved, payments.refund_refused, payments.channel_down: then it can be sent again.
 */
export async function resendRefund(
  ctx: Context,
  { way, ...place }: InputOf<typeof refundApi.resendRefund>,
): Promise<StoredRefund> {
  const note = way.to === 'merchant' ? '退回商户账户，再转给付款人' : '退到付款人的银行卡'
  const kept = await steer(ctx, place, 'payments.resend_refund', note, refund => {
    if (refund.state !== 'abnormal' || !refund.channelRefundId) throw new AppError('payments.refund_moved')
    return { next: { applied: way.to }, note }
  })
  const { merchantRef, outRefundNo, channelRefundId = '' } = kept
  const said = await ctx.deps.pay.applyAbnormalRefund(merchantRef, { outRefundNo, channelRefundId, way })
  return recordRefund(ctx, place, said)
}

type Steered = { next: Parameters<typeof refundStep>[2]; note: string }

/** One step by an office person, conditioned on the refund as it was read. */
async function steer(
  asking: Context,
  place: Place,
  action: AuditAction,
  summary: string,
  decide: (refund: StoredRefund) => Steered,
): Promise<StoredRefund> {
  const ctx = reaching(asking, 'G#open-refunds#')
  const { cashierName } = cashierOf(ctx)
  return deciding(async () => {
    const { refund } = await refundAndOrder(ctx, place)
    const { next, note } = decide(refund)
    const audit = auditItem(ctx, {
      communityId: place.communityId,
      action,
      objectType: 'order',
      objectId: place.orderId,
      summary,
    })
    await ctx.db.transact([refundStep(ctx, refund, next, { by: cashierName, note }), audit], audit.put)
    return (await getRefund(ctx, place)) ?? refund
  })
}
