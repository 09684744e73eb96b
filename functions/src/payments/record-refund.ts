import { AppError, sentenceOf } from '@linli/shared/errors'
import type { RefundState } from '@linli/shared/payments/refund-state'
import { beijingDate } from '@linli/shared/time'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { refundAndOrder, reservedBy } from './decide-refund'
import type { ChannelRefund } from './pay-gateway'
import { posted } from './publication-items'
import { refundNumberItems } from './refund-numbers'
import { unreserveWrites } from './refund-rules'
import { refundStep, type StoredRefund } from './refund-store'
import { nextLook } from './refund-timing'
import { releaseItems } from './release-refund'
import { postingItem, type StoredOrder } from './store'

type Place = { communityId: string; orderId: string; refundId: string }

/**
 * Records what the channel says of a refund: its answer, a notice, a query, all come here, and the second changes nothing.
 * Succeeded: 应退款 is paid, once. Closed: final, all is given back, another try is another refund with another number.
 * Abnormal: gives nothing back, the office has something to do. Throws payments.mismatch where the sum or number is another's,
 * or where the channel contradicts what it said to be final.
 */
export async function recordRefund(asking: Context, place: Place, said: ChannelRefund): Promise<StoredRefund> {
  const ctx = reaching(asking, 'G#open-refunds#')
  return deciding(async () => {
    const { order, refund } = await refundAndOrder(ctx, place)
    if (said.amountFen !== refund.amountFen || said.outRefundNo !== refund.outRefundNo)
      return contradicted(ctx, refund, said)
    const wide = reaching(ctx, `A#${order.accountId}#`)
    const step = stepOf(refund, said)
    if (step === 'known') return refund
    if (step === 'contradiction') return contradicted(ctx, refund, said)
    const { channelRefundId, succeededAt } = said
    const acceptedAt =
      refund.acceptedAt ?? said.acceptedAt ?? (step === 'succeeded' ? (succeededAt ?? ctx.now()) : undefined)
    const told = {
      state: step,
      ...(channelRefundId && { channelRefundId }),
      ...(acceptedAt !== undefined && { acceptedAt }),
      ...(step === 'succeeded' && { succeededAt: succeededAt ?? ctx.now() }),
    }
    const write = refundStep(
      ctx,
      refund,
      { ...told, clears: ['trouble', 'givenUpAt'] },
      { nextAt: nextLook(ctx, step, 0) },
    )
    const audit = auditItem(ctx, {
      communityId: place.communityId,
      action: 'payments.record_refund',
      objectType: 'order',
      objectId: place.orderId,
      summary: `渠道退款 ${refund.amountFen} 分：${summaries[step]}`,
    })
    const after: StoredRefund = { ...refund, ...told }
    const numbers = channelRefundId === refund.channelRefundId ? [] : refundNumberItems(after).map(put => ({ put }))
    await wide.db.transact([write, ...numbers, ...(await effects(wide, order, after)), audit], audit.put)
    if (step === 'abnormal') alarm(ctx, refund, 'abnormal')
    return after
  })
}

type Said = Extract<RefundState, 'accepted' | 'succeeded' | 'closed' | 'abnormal'>
const states: Record<ChannelRefund['state'], Said> = {
  processing: 'accepted',
  succeeded: 'succeeded',
  closed: 'closed',
  abnormal: 'abnormal',
}
const summaries: Record<Said, string> = { accepted: '已受理', succeeded: '已退回', closed: '已关闭', abnormal: '异常' }

/** What the channel's word is to a refund as we have it. What is final stays; an abnormal one may be under way again. */
function stepOf(refund: StoredRefund, said: ChannelRefund): Said | 'known' | 'contradiction' {
  const next = states[said.state]
  if (refund.state === next) return 'known'
  if (refund.state === 'succeeded') return next === 'accepted' ? 'known' : 'contradiction'
  if (refund.state === 'closed') return next === 'succeeded' ? 'contradiction' : 'known'
  if (refund.state === 'waiting' || refund.state === 'refused') return 'contradiction'
  // An answer that was late on its way: only what was sent another way is under way once more.
  if (refund.state === 'abnormal' && next === 'accepted' && !refund.applied) return 'known'
  return next
}

/** What a step moves, for its transaction. */
async function effects(ctx: Context, order: StoredOrder, refund: StoredRefund): Promise<Write[]> {
  if (refund.state === 'closed') return releaseItems(ctx, order, refund)
  if (refund.state !== 'succeeded') return []
  const { communityId, orderId, refundId, amountFen, channel, succeededAt = ctx.now() } = refund
  const posting = postingItem(ctx, communityId, {
    kind: 'refund',
    sourceId: refundId,
    orderId,
    valueDate: beijingDate(succeededAt),
    lines: [
      { account: 'refund_payable', amountFen, channel },
      { account: 'channel_cash', amountFen: -amountFen, channel },
    ],
  })
  return [
    ...unreserveWrites(order, reservedBy(order, refund), { succeeded: true }),
    ...posted(ctx, communityId, posting),
    outboxItem(ctx, 'messages', { type: 'payment.refund_news', communityId, orderId, refundId, arrived: true }),
  ]
}

/** Nothing is moved on such a word: a person must look. */
function contradicted(ctx: Context, refund: StoredRefund, said: ChannelRefund): never {
  alarm(ctx, refund, said.state)
  throw new AppError('payments.mismatch')
}

const alarm = (ctx: Context, { orderId, refundId, outRefundNo }: StoredRefund, said: string): void =>
  ctx.deps.log.error('payments.alarm', { orderId, refundId, outRefundNo, said, why: sentenceOf('payments.mismatch') })
