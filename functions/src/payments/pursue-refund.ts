import { AppError } from '@linli/shared/errors'
import { CommunityId, Id, OrderId } from '@linli/shared/ids'
import { isOver, type RefundTrouble } from '@linli/shared/payments/refund-state'
import * as z from 'zod'
import { auditItem } from '../audit'
import { type Context, type Deps, makeContext } from '../context'
import { ConditionFailed } from '../db'
import type { ChannelRefund } from './pay-gateway'
import { recordRefund } from './record-refund'
import { getRefund, refundStep, type StoredRefund } from './refund-store'
import { givenUpMs, nextLook } from './refund-timing'

export const RefundPlace = z.object({ communityId: CommunityId, orderId: OrderId, refundId: Id })
export type RefundPlace = z.output<typeof RefundPlace>

export const refundContext = (deps: Deps, communityId: string): Context =>
  makeContext(deps, { kind: 'system' }, [`C#${communityId}#`, 'G#open-refunds#'])

/**
 * The next thing to be asked of the channel about a refund: the request itself, with its number and sum, until it was
 * accepted; then how it is. What fails is asked again later; only the channel's word ends it. Safe to run twice at once.
 */
export async function pursueRefund(deps: Deps, { communityId, orderId, refundId }: RefundPlace): Promise<void> {
  const ctx = refundContext(deps, communityId)
  const refund = await getRefund(ctx, { orderId, refundId })
  if (!refund || isOver(refund.state) || refund.state === 'waiting') return
  try {
    const asked = await ask(ctx, refund)
    if (typeof asked === 'string') return await postpone(ctx, refund, asked)
    const after = await recordRefund(ctx, { communityId, orderId, refundId }, asked)
    if (after.state === refund.state) await postpone(ctx, refund)
  } catch (error) {
    // Somebody else was faster: it is done, or on the sweeper's list.
    if (error instanceof ConditionFailed) return
    if (!(error instanceof AppError)) throw error
    const trouble = troubles[error.code] ?? 'silent'
    await postpone(ctx, refund, trouble, trouble === 'refused' ? error.message : undefined)
  }
}

const troubles: Record<string, RefundTrouble> = {
  'payments.refund_no_balance': 'balance',
  'payments.refund_refused': 'refused',
  'payments.mismatch': 'refused',
}

async function ask(ctx: Context, refund: StoredRefund): Promise<ChannelRefund | RefundTrouble> {
  if (refund.state === 'requested') return request(ctx, refund)
  const known = await query(ctx, refund)
  // Alipay forgets what it had taken and could not pay: the same number again.
  const isLost = known === 'unknown_trade' && refund.state === 'accepted' && !refund.isForeign
  return isLost ? request(ctx, refund) : known
}

async function request(ctx: Context, refund: StoredRefund): Promise<ChannelRefund | RefundTrouble> {
  if (refund.givenUpAt) return givenUp(ctx, refund, refund.givenUpAt)
  const { merchantRef, orderId, transactionId, outRefundNo, amountFen, totalFen, reason } = refund
  try {
    return await ctx.deps.pay.refund(merchantRef, {
      orderId,
      transactionId,
      outRefundNo,
      amountFen,
      totalFen,
      reason,
    })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'payments.refund_refused') throw error
    // A request that came before may be what the refusal is about.
    const known = await query(ctx, refund)
    if (known === 'unknown_trade') throw error
    return known
  }
}

/** Nothing is sent any more: what the channel does not know once the last request must have arrived is closed. */
async function givenUp(ctx: Context, refund: StoredRefund, at: string): Promise<ChannelRefund | RefundTrouble> {
  if (ctx.deps.nowMs() < Date.parse(at) + givenUpMs) return refund.trouble ?? 'refused'
  const known = await query(ctx, refund)
  const { outRefundNo, amountFen } = refund
  return known === 'unknown_trade' ? { outRefundNo, amountFen, state: 'closed' } : known
}

async function query(ctx: Context, { merchantRef, orderId, outRefundNo }: StoredRefund) {
  const known = await ctx.deps.pay.queryRefund(merchantRef, { orderId, outRefundNo })
  return known === 'unknown_refund' ? ('unknown_trade' as const) : known
}

/** Later again, and why; whoever was faster wins. */
async function postpone(ctx: Context, refund: StoredRefund, trouble?: RefundTrouble, said?: string): Promise<void> {
  const tries = refund.tries + 1
  const isNews = trouble !== undefined && trouble !== refund.trouble
  const audit = auditItem(ctx, {
    communityId: refund.communityId,
    action: 'payments.pursue_refund',
    technical: true,
    objectType: 'order',
    objectId: refund.orderId,
    summary: '已向渠道查询退款',
  })
  const next = { tries, ...(trouble ? { trouble } : { clears: ['trouble' as const] }) }
  const told = { nextAt: nextLook(ctx, refund.state, tries), ...(isNews && { note: said ?? troubleNotes[trouble] }) }
  try {
    await ctx.db.transact([refundStep(ctx, refund, next, told), audit], audit.put)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}

/** In the refund's history. */
const troubleNotes: Record<RefundTrouble, string> = {
  silent: '渠道没有回应，稍后用同一个退款单号再试',
  balance: '商户账户余额不足，充值后自动再试',
  refused: '渠道没有受理',
  unknown_trade: '渠道查不到这笔退款，继续查询',
}
