import { AppError } from '@linli/shared/errors'
import { sumFen } from '@linli/shared/money'
import { isReleased } from '@linli/shared/payments/refund-state'
import type { Refund } from '@linli/shared/payments/schema'
import { auditItem } from '../audit'
import { loadBills } from '../billing/load-bills'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { getOrderLot } from './online-lots'
import { refundNumberItems } from './refund-numbers'
import { checkRefund, reserveWrite } from './refund-rules'
import { loadRefundSettings } from './refund-settings'
import { getRefund, outRefundNoOf, refundItem, refundsOfOrder, type StoredRefund } from './refund-store'
import { type AskedParts, refundedFenOf, refundedShares } from './refunded-shares'
import { startItems } from './start-refund'
import { getOrder, type StoredOrder } from './store'

/** What of an order goes back: bills, whole or in part; or what is left of a prepayment, `amountFen` of it. */
export type WhatOf = { bills: AskedParts } | { lotId: string; amountFen?: number | undefined }
type Asked = {
  communityId: string
  orderId: string
  reason: string
  by: Pick<StoredRefund, 'cashierId' | 'cashierName' | 'byPayer'>
  of: WhatOf
}

/**
 * Gives online money back the way it came. One transaction reserves it on the order and takes it off bills or lot; the
 * channel is asked by a worker, with a number that is this refund's alone. What is above the community's limit, counted with
 * the order's other refunds that nobody approved, is only reserved until a second person agrees.
 * Throws payments.not_refundable and what checkRefund throws.
 */
export async function requestRefund(asking: Context, asked: Asked): Promise<StoredRefund> {
  const ctx = reaching(asking, `C#${asked.communityId}#`, 'G#open-refunds#')
  const { communityId, orderId } = asked
  const refundId = ctx.newId()
  await deciding(async () => {
    const order = await getOrder(ctx, orderId)
    if (order?.communityId !== communityId) throw new AppError('record.not_found')
    const earlier = await refundsOfOrder(ctx, orderId)
    const what = 'lotId' in asked.of ? await ofLot(ctx, order, asked.of, earlier) : await ofBills(ctx, order, asked.of)
    const reserved = { amountFen: what.amountFen, isOwn: what.transactionId === order.transactionId }
    checkRefund(order, reserved, ctx.deps.nowMs())
    const { limitFen } = await loadRefundSettings(ctx, communityId)
    const state = unapprovedFen(earlier) + what.amountFen > limitFen ? 'waiting' : 'requested'
    const refund: Omit<StoredRefund, 'pk' | 'sk'> = {
      refundId,
      orderId,
      communityId,
      channel: order.channel,
      ...what,
      reason: asked.reason,
      ...asked.by,
      at: ctx.now(),
      state,
      outRefundNo: outRefundNoOf(refundId),
      merchantRef: order.merchantRef,
      steps: [{ at: ctx.now(), state, by: asked.by.cashierName }],
      tries: 0,
    }
    const audit = auditItem(ctx, {
      communityId,
      action: state === 'waiting' ? 'payments.ask_refund' : 'payments.refund_online',
      objectType: 'order',
      objectId: orderId,
      summary: `${state === 'waiting' ? '申请' : ''}在线退款 ${what.amountFen} 分：${asked.reason}`,
    })
    await ctx.db.transact(
      [
        reserveWrite(order, reserved, ctx.now()),
        refundItem(refund),
        ...refundNumberItems(refund).map(put => ({ put })),
        ...(state === 'requested' ? await startItems(ctx, refund) : []),
        audit,
        ...idempotencyItems(ctx, refund),
      ],
      audit.put,
    )
  })
  const made = await getRefund(ctx, { orderId, refundId })
  if (!made) throw new AppError('record.not_found')
  return made
}

/** What was asked of an order without a second person's word: small parts do not add up to more than the limit. */
export const unapprovedFen = (earlier: Refund[]): number =>
  earlier
    .filter(({ state, decidedBy, isForeign }) => !isReleased(state) && !decidedBy && !isForeign)
    .reduce((sum, { amountFen }) => sum + amountFen, 0)

type What = Pick<StoredRefund, 'shares' | 'amountFen' | 'transactionId' | 'totalFen' | 'lotId'>

const ownPayment = ({ transactionId, paidFen }: StoredOrder) => {
  if (transactionId === undefined || paidFen === undefined) throw new AppError('payments.not_refundable')
  return { transactionId, totalFen: paidFen }
}

export async function ofBills(ctx: Context, order: StoredOrder, { bills }: { bills: AskedParts }): Promise<What> {
  const payment = ownPayment(order)
  const shares = await refundedShares(ctx, { ...order, shares: await paidShares(ctx, order) }, bills)
  return { ...payment, shares, amountFen: refundedFenOf(shares) }
}

/**
 * Of the shares what reached their bills and stayed there, or went back of them: the rest found them settled, when it was
 * paid or when its refund came to nothing, and is a prepayment.
 */
export async function paidShares(ctx: Context, order: StoredOrder) {
  const { communityId, orderId, shares, lotIds, prepaidFen } = order
  if (!prepaidFen && !lotIds?.size) return shares
  const places = shares.map(({ object, billId }) => ({ roomId: object.id, billId }))
  const [bills, refunds] = await Promise.all([loadBills(ctx, communityId, places), refundsOfOrder(ctx, orderId)])
  const back = refunds.filter(({ state }) => state !== 'waiting' && !isReleased(state)).flatMap(each => each.shares)
  return shares.flatMap((share, i) => {
    const moved = bills[i]?.movements?.filter(movement => movement.orderId === orderId) ?? []
    if (moved.length === 0) return []
    const all = [...moved, ...back.filter(({ billId }) => billId === share.billId)]
    const discountFen = sumFen(all.map(each => each.discountFen ?? 0))
    return {
      ...share,
      // A bill's movements count 优惠 with the principal, refunds beside it.
      principalFen: sumFen(all.map(each => each.principalFen)) - sumFen(moved.map(each => each.discountFen ?? 0)),
      lateFeeFen: sumFen(all.map(each => each.lateFeeFen)),
      ...(share.discountFen !== undefined && { discountFen }),
    }
  })
}

async function ofLot(
  ctx: Context,
  order: StoredOrder,
  { lotId, amountFen }: { lotId: string; amountFen?: number | undefined },
  earlier: Refund[],
): Promise<What> {
  const lot = await getOrderLot(ctx, order.communityId, lotId)
  if (lot?.orderId !== order.orderId) throw new AppError('record.not_found')
  const asked = earlier.filter(each => each.lotId === lotId && each.state === 'waiting')
  const leftFen = lot.leftFen - asked.reduce((sum, each) => sum + each.amountFen, 0)
  const fen = amountFen ?? leftFen
  if (fen > leftFen || fen <= 0) throw new AppError('payments.refund_too_much')
  if (lot.reason === 'duplicate' && !lot.transactionId) throw new AppError('payments.not_refundable')
  const of = { shares: [], amountFen: fen, lotId }
  const { transactionId = order.transactionId } = lot
  if (transactionId === undefined || transactionId === order.transactionId) return { ...ownPayment(order), ...of }
  // Money of a second transaction goes back of that one; at the desk several households have a part in it.
  return { transactionId, totalFen: lot.reason === 'desk' ? order.amountFen : lot.amountFen, ...of }
}
