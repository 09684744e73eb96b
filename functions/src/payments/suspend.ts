import { sentenceOf } from '@linli/shared/errors'
import { beijingDate } from '@linli/shared/time'
import * as z from 'zod'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { evidenceKey, orderKey, postingItem, type StoredOrder, suspendedKey } from './store'

const Evidence = z.object({ suspenseFen: z.number().int().optional(), released: z.boolean().optional() })

type Mismatch = { transactionId: string; reasons: string[]; evidence: string; at: string; suspenseFen?: number }

/**
 * Keeps what a validly signed notice said that does not fit its order: nothing reaches a bill. One alarm per transaction.
 * `suspenseFen` (the path's own merchant and SUCCESS) counts as money held in suspense until a matching notice or query.
 */
export async function suspend(ctx: Context, order: StoredOrder, mismatch: Mismatch): Promise<void> {
  const key = evidenceKey(order.communityId, order.channel, mismatch.transactionId)
  const { suspenseFen } = mismatch
  const audit = auditItem(ctx, {
    communityId: order.communityId,
    action: 'payments.suspend',
    objectType: 'order',
    objectId: order.orderId,
    summary: `通知与支付单不符：${mismatch.reasons.join('、')}`,
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
        at: ctx.now(),
        gs1pk: suspendedKey(order.communityId),
        gs1sk: ctx.now(),
      },
      ifAbsent: true,
    },
    audit,
  ]
  if (suspenseFen !== undefined && order.state !== 'paid') {
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
    writes.push({
      update: { key: orderKey(order.orderId), set: { suspended: true } },
      if: { state: { oneOf: ['created', 'prepaid', 'closed'] } },
    })
    writes.push(
      outboxItem(ctx, 'seal', {
        type: 'journal.seal',
        communityId: order.communityId,
        postings: [{ pk: posting.pk, sk: posting.sk }],
      }),
    )
  }
  try {
    await ctx.db.transact(writes, { pk: audit.put.pk, sk: audit.put.sk })
    ctx.deps.log.error('payments.alarm', {
      orderId: order.orderId,
      transactionId: mismatch.transactionId,
      why: sentenceOf('payments.mismatch'),
    })
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}

/** The writes that take a transaction's money out of suspense again, for the settlement that now explains it. */
export async function releaseSuspense(ctx: Context, order: StoredOrder, transactionId: string): Promise<Write[]> {
  const key = evidenceKey(order.communityId, order.channel, transactionId)
  const found = await ctx.db.get(key, Evidence)
  if (found?.suspenseFen === undefined || found.released) return []
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
  return [
    { update: { key, set: { released: true }, remove: ['gs1pk', 'gs1sk'] }, if: { released: undefined } },
    { put: posting, ifAbsent: true },
  ]
}
