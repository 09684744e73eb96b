import { AppError, sentenceOf } from '@linli/shared/errors'
import { mismatchText } from '@linli/shared/payments/suspense-schema'
import { beijingDate } from '@linli/shared/time'
import * as z from 'zod'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { AnyItem, ConditionFailed } from '../db'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { evidenceKey, getOrder, orderKey, postingItem, type StoredOrder, suspendedKey, transactionKey } from './store'

const Evidence = z.object({ suspenseFen: z.number().int().optional(), released: z.boolean().optional() })

/** `backFen`: what the channel says went back of the payment, in all. */
type Mismatch = {
  transactionId: string
  reasons: string[]
  evidence: string
  at: string
  suspenseFen?: number
  backFen?: number
}

/**
 * Keeps what a validly signed notice said that does not fit its order: nothing reaches a bill. One alarm per transaction.
 * `suspenseFen` (the path's own merchant and SUCCESS) counts as money held in suspense until a matching notice or query,
 * also beside an order that another transaction has paid; a transaction that was settled is counted already.
 */
export async function suspend(ctx: Context, read: StoredOrder, mismatch: Mismatch): Promise<void> {
  const key = evidenceKey(read.communityId, read.channel, mismatch.transactionId)
  let known: StoredOrder | undefined = read
  await deciding(async () => {
    const order = known ?? (await getOrder(ctx, read.orderId))
    if (!order) throw new AppError('record.not_found')
    try {
      await hold(ctx, order, mismatch)
    } catch (error) {
      known = undefined
      // Something else of the order has changed meanwhile: another transaction's notice, say, or its settlement.
      if (!(error instanceof ConditionFailed) || (await ctx.db.get(key, AnyItem)) === undefined) throw error
    }
  })
}

async function hold(ctx: Context, order: StoredOrder, mismatch: Mismatch): Promise<void> {
  const key = evidenceKey(order.communityId, order.channel, mismatch.transactionId)
  const settled = await isSettled(ctx, order, mismatch.transactionId)
  const suspenseFen = settled ? undefined : mismatch.suspenseFen
  const audit = auditItem(ctx, {
    communityId: order.communityId,
    action: 'payments.suspend',
    objectType: 'order',
    objectId: order.orderId,
    summary: `通知与支付单不符：${mismatchText(mismatch.reasons)}`,
  })
  const evidence = ctx.deps.secrets.seal(mismatch.evidence, `evidence:${mismatch.transactionId}`)
  const writes: Write[] = [
    {
      put: {
        ...key,
        orderId: order.orderId,
        reasons: mismatch.reasons,
        evidence,
        suspenseFen,
        backFen: mismatch.backFen,
        at: ctx.now(),
        // What is settled waits for nobody: it is kept, and stands in no list.
        ...(!settled && { gs1pk: suspendedKey(order.communityId), gs1sk: ctx.now() }),
      },
      ifAbsent: true,
    },
    audit,
  ]
  if (suspenseFen !== undefined) {
    const posting = postingItem(ctx, order.communityId, {
      kind: 'suspense',
      sourceId: mismatch.transactionId,
      orderId: order.orderId,
      valueDate: beijingDate(mismatch.at),
      lines: [
        { account: 'channel_cash', amountFen: suspenseFen, channel: order.channel },
        { account: 'suspense', amountFen: -suspenseFen, channel: order.channel },
      ],
    })
    writes.push({ put: posting, ifAbsent: true })
    writes.push(order.state === 'paid' ? otherTradeWrite(order) : suspendedWrite(order))
    writes.push(
      outboxItem(ctx, 'seal', {
        type: 'journal.seal',
        communityId: order.communityId,
        postings: [{ pk: posting.pk, sk: posting.sk }],
      }),
    )
  } else if (order.state !== 'paid') writes.push(mismatchedWrite(order))
  await ctx.db.transact(writes, { pk: audit.put.pk, sk: audit.put.sk })
  ctx.deps.log.error('payments.alarm', {
    orderId: order.orderId,
    transactionId: mismatch.transactionId,
    why: sentenceOf('payments.mismatch'),
  })
}

/** A paid order stays paid on every screen: what is held beside it stands in the office's list of evidence. */
export const suspendedWrite = (order: StoredOrder): Write => ({
  update: { key: orderKey(order.orderId), set: { suspended: true } },
  if: { state: { oneOf: ['created', 'prepaid', 'closed'] } },
})

/** Without money held: the order only remembers that there is evidence, for the settlement that explains it. */
const mismatchedWrite = (order: StoredOrder): Write => ({
  update: { key: orderKey(order.orderId), set: { mismatched: true } },
  if: { state: { oneOf: ['created', 'prepaid', 'closed'] } },
})

/**
 * A further transaction of a paid order, held or made a prepayment. Counting them on the order makes two answers about
 * one transaction meet: the second one reads again and finds the first.
 */
export const otherTradeWrite = (order: StoredOrder, lotIds: string[] = []): Write => ({
  update: {
    key: orderKey(order.orderId),
    add: { otherTrades: 1, ...(lotIds.length > 0 && { lotIds: new Set(lotIds) }) },
  },
  if: { state: 'paid', accountId: order.accountId, otherTrades: order.otherTrades },
})

/** Only a paid order can have a settled transaction: the unpaid one's own condition sees to the rest. */
async function isSettled(ctx: Context, order: StoredOrder, transactionId: string): Promise<boolean> {
  if (order.state !== 'paid') return false
  if (order.transactionId === transactionId) return !order.reversed
  const key = transactionKey(order.communityId, order.channel, transactionId)
  return (await ctx.db.get(key, AnyItem)) !== undefined
}

/**
 * The writes that take a transaction's evidence off the list and its money, if any was held, out of suspense again, for the
 * settlement that now explains it.
 */
export async function releaseSuspense(ctx: Context, order: StoredOrder, transactionId: string): Promise<Write[]> {
  const key = evidenceKey(order.communityId, order.channel, transactionId)
  const found = await ctx.db.get(key, Evidence)
  if (!found || found.released) return []
  const unlisted: Write = {
    update: { key, set: { released: true }, remove: ['gs1pk', 'gs1sk'] },
    if: { released: undefined },
  }
  if (found.suspenseFen === undefined) return [unlisted]
  const posting = postingItem(ctx, order.communityId, {
    kind: 'suspense_release',
    sourceId: transactionId,
    orderId: order.orderId,
    valueDate: ctx.today(),
    lines: [
      { account: 'suspense', amountFen: found.suspenseFen, channel: order.channel },
      { account: 'channel_cash', amountFen: -found.suspenseFen, channel: order.channel },
    ],
  })
  return [unlisted, { put: posting, ifAbsent: true }]
}
