import { AppError } from '@linli/shared/errors'
import type { JournalLine, Share } from '@linli/shared/payments/schema'
import { beijingDate } from '@linli/shared/time'
import * as z from 'zod'
import { auditItem } from '../audit'
import { settleBillItems } from '../billing/settle-bills'
import { type Context, reaching } from '../context'
import { ConditionFailed, type Key } from '../db'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { Settled } from './reconciliation-store'
import { settleAgain } from './settle-again'
import { discountItems, householdPlaces, markerWrite, orderWrite, shareLines } from './settlement-writes'
import { lotPlaces, lotWrites } from './settled-lots'
import { getOrder, postingItem, type StoredOrder, transactionKey } from './store'
import { otherTradeWrite, releaseSuspense } from './suspend'

/** Money that the channel took for an order, checked against it already: amount, merchant, currency, state. */
export type Payment = { transactionId: string; paidAt: string; amountFen: number }

/**
 * The one way money reaches bills: callback, payer's page, sweeper and reconciliation all call it; the second changes nothing.
 * One transaction: order, bills, posting, the transaction's permanent marker, prepayment lot, audit, outbox.
 * A share whose bill was settled or voided meanwhile becomes a prepayment lot of the payer; money is never refused.
 * @param read the order as the caller has just read it: the first attempt's conditions hold it to that, later ones read anew.
 */
export async function settle(ctx: Context, read: StoredOrder, payment: Payment): Promise<StoredOrder> {
  let lapsed = new Set<string>()
  for (let tries = 0; tries < 8; tries++) {
    const order = tries === 0 ? read : await getOrder(ctx, read.orderId)
    if (!order) throw new AppError('record.not_found')
    if (isSettledBy(order, payment)) return order
    const wide = reaching(ctx, `A#${order.accountId}#`)
    const plan =
      order.state === 'paid' ? await duplicate(wide, order, payment) : await settlement(wide, order, payment, lapsed)
    if (plan === 'done') return order
    try {
      await wide.db.transact(plan.writes, plan.marker)
      return { ...order, ...plan.settled }
    } catch (error) {
      // Somebody else is at this very settlement: if it is done by now, so are we.
      if (error instanceof AppError && error.code === 'request.busy') {
        const now = await getOrder(ctx, read.orderId)
        if (now && isSettledBy(now, payment)) return now
      }
      if (!(error instanceof ConditionFailed)) throw error
      // A person has put this transaction's money elsewhere: it is settled, as another order.
      if (await isAnothers(ctx, order, payment)) return order
      lapsed = new Set([
        ...lapsed,
        ...plan.bills.filter((_, i) => error.failed.includes(plan.billsAt + i)).map(share => share.billId),
      ])
    }
  }
  throw new AppError('request.busy')
}

/** One that a person took back is not settled, though it names the order. */
const isSettledBy = (order: StoredOrder, { transactionId }: Payment): boolean =>
  order.state === 'paid' && order.transactionId === transactionId && !order.reversed

const Marker = z.object({ orderId: z.string() })

async function isAnothers(ctx: Context, order: StoredOrder, payment: Payment): Promise<boolean> {
  const key = transactionKey(order.communityId, order.channel, payment.transactionId)
  const marker = await ctx.db.get(key, Marker)
  return marker !== undefined && marker.orderId !== order.orderId
}

/** `bills` stand in `writes` from `billsAt` on; `settled` is what the order becomes. */
type Plan = { writes: Write[]; marker: Key; bills: Share[]; billsAt: number; settled: Partial<StoredOrder> }

async function settlement(ctx: Context, order: StoredOrder, payment: Payment, lapsed: Set<string>): Promise<Plan> {
  const live = order.shares.filter(share => !lapsed.has(share.billId))
  const late = order.shares.filter(share => lapsed.has(share.billId))
  const prepaidFen = late.reduce((sum, share) => sum + share.principalFen + share.lateFeeFen, 0)
  const valueDate = beijingDate(payment.paidAt)
  const lines: JournalLine[] = [
    { account: 'channel_cash', amountFen: payment.amountFen, channel: order.channel },
    ...live.flatMap(shareLines),
  ]
  if (prepaidFen > 0) lines.push({ account: 'prepayment', amountFen: -prepaidFen, channel: order.channel })
  const posting = postingItem(ctx, order.communityId, {
    kind: 'settlement',
    sourceId: payment.transactionId,
    orderId: order.orderId,
    valueDate,
    lines,
  })
  const audit = auditItem(ctx, {
    communityId: order.communityId,
    action: 'payments.settle',
    objectType: 'order',
    objectId: order.orderId,
    summary: `到账 ${payment.amountFen} 分，${live.length} 张账单${prepaidFen > 0 ? `，转预存 ${prepaidFen} 分` : ''}`,
  })
  const settled = {
    state: 'paid' as const,
    transactionId: payment.transactionId,
    paidAt: payment.paidAt,
    paidFen: payment.amountFen,
    ...(prepaidFen > 0 && { prepaidFen }),
  }
  const lotIds = prepaidFen > 0 ? lotPlaces(order, payment, late).map(({ lotId }) => lotId) : []
  const before: Write[] = [markerWrite(order, payment, valueDate), orderWrite(order, settled, lotIds)]
  const after: Write[] = [
    { put: posting, ifAbsent: true },
    ...(prepaidFen > 0
      ? lotWrites(ctx, order, payment, { shares: late, amountFen: prepaidFen, reason: 'bill_settled' })
      : []),
    ...householdPlaces(order, payment),
    ...discountItems(ctx, order.communityId, {
      shares: live,
      sourceId: payment.transactionId,
      orderId: order.orderId,
      valueDate,
    }),
    audit,
    outboxItem(ctx, 'seal', {
      type: 'journal.seal',
      communityId: order.communityId,
      postings: [{ pk: posting.pk, sk: posting.sk }],
    }),
    ...(order.suspended || order.mismatched ? await releaseSuspense(ctx, order, payment.transactionId) : []),
  ]
  const bills = settleBillItems(ctx, order.communityId, order.orderId, live, payment.paidAt)
  return {
    writes: [...before, ...bills, ...after],
    marker: audit.put,
    bills: live,
    billsAt: before.length,
    settled,
  }
}

/** Another transaction for an order that is paid: the whole amount becomes a prepayment lot, also what was in suspense. */
async function duplicate(ctx: Context, order: StoredOrder, payment: Payment): Promise<Plan | 'done'> {
  const seen = await ctx.db.get(transactionKey(order.communityId, order.channel, payment.transactionId), Settled)
  if (seen?.reversedBy && seen.orderId === order.orderId) return settleAgain(ctx, order, payment, seen)
  if (seen) return 'done'
  const valueDate = beijingDate(payment.paidAt)
  const lines: JournalLine[] = [
    { account: 'channel_cash', amountFen: payment.amountFen, channel: order.channel },
    { account: 'prepayment', amountFen: -payment.amountFen, channel: order.channel },
  ]
  const posting = postingItem(ctx, order.communityId, {
    kind: 'settlement',
    sourceId: payment.transactionId,
    valueDate,
    lines,
  })
  const audit = auditItem(ctx, {
    communityId: order.communityId,
    action: 'payments.settle_duplicate',
    objectType: 'order',
    objectId: order.orderId,
    summary: `重复付款 ${payment.amountFen} 分，转预存`,
  })
  const writes: Write[] = [
    markerWrite(order, payment, valueDate, { repeated: true }),
    { put: posting, ifAbsent: true },
    ...lotWrites(ctx, order, payment, { shares: order.shares, amountFen: payment.amountFen, reason: 'duplicate' }),
    otherTradeWrite(
      order,
      lotPlaces(order, payment, order.shares).map(({ lotId }) => lotId),
    ),
    ...(await releaseSuspense(ctx, order, payment.transactionId)),
    audit,
    outboxItem(ctx, 'seal', {
      type: 'journal.seal',
      communityId: order.communityId,
      postings: [{ pk: posting.pk, sk: posting.sk }],
    }),
  ]
  return { writes, marker: audit.put, bills: [], billsAt: writes.length, settled: {} }
}
