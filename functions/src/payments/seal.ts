import { createHash } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import type { Posting } from '@linli/shared/payments/schema'
import { maxDate } from '@linli/shared/time'
import * as z from 'zod'
import { auditItem } from '../audit'
import { communityContext, type Context, type Deps } from '../context'
import { ConditionFailed, type Key } from '../db'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { queryAll } from '../query-all'
import { figureWrites } from './figures'
import { refundKey } from './refund-store'
import { hasReceipt, oneBatch } from './seal-batch'
import { ledgerKey, orderKey, receiptsKey, sealedKey, StoredPosting, unsealedKey } from './store'

const Ledger = z
  .object({
    seq: z.number().int(),
    hash: z.string(),
    /** Receipts given out, per year: `serials2026`, and 押金 `serialsY2026`. */
    openDate: z.string().optional(),
    leaseUntil: z.number(),
    lease: z.string(),
    accounts: z.record(z.string(), z.number().int()).optional(),
  })
  .catchall(z.unknown())
type Ledger = z.infer<typeof Ledger>

const leaseMs = 10_000

/**
 * Gives unsealed postings their sequence, posting date, receipt serial and hash, one leased worker per community:
 * what every settlement would fight for is out of its transaction. Serial numbers have no gaps, because a batch is one transaction on the head.
 * Answers false when another worker holds the lease: come again.
 */
export async function seal(deps: Deps, communityId: string, hints: Key[] = []): Promise<boolean> {
  const ctx = communityContext(deps, communityId)
  const lease = ctx.newId()
  let head = await acquire(ctx, communityId, lease)
  if (!head) return false
  let pending = hints
  for (;;) {
    const postings = await unsealed(ctx, communityId, pending)
    if (postings.length === 0) break
    const batch = oneBatch(communityId, postings)
    head = await sealBatch(ctx, communityId, head, lease, batch)
    pending = postings.slice(batch.length).map(({ pk, sk }) => ({ pk, sk }))
  }
  await release(ctx, communityId, lease)
  return true
}

async function acquire(ctx: Context, communityId: string, lease: string): Promise<Ledger | undefined> {
  const key = ledgerKey(communityId)
  const nowMs = ctx.deps.nowMs()
  const found = await ctx.db.get(key, Ledger)
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.lease',
    technical: true,
    objectType: 'ledger',
    objectId: communityId,
    summary: '开始登账',
  })
  const taken = { lease, leaseUntil: nowMs + leaseMs }
  try {
    await ctx.db.transact(
      [
        found
          ? {
              update: { key, set: taken },
              if: { lease: found.lease, ...(found.leaseUntil > nowMs && { leaseUntil: { below: nowMs } }) },
            }
          : { put: { ...key, seq: 0, hash: '', ...taken }, ifAbsent: true },
        audit,
      ],
      { pk: audit.put.pk, sk: audit.put.sk },
    )
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined
    throw error
  }
  return { ...(found ?? { seq: 0, hash: '' }), ...taken }
}

async function unsealed(ctx: Context, communityId: string, hints: Key[]): Promise<StoredPosting[]> {
  const Place = z.object({ pk: z.string(), sk: z.string() })
  const items = await queryAll(ctx.db, { index: 'gs3', pk: unsealedKey(communityId), schema: Place }, 50)
  const keys = [...new Map([...hints, ...items].map(key => [`${key.pk}|${key.sk}`, key])).values()].slice(0, 100)
  const found = await ctx.db.getMany(keys, StoredPosting)
  return found
    .filter((posting): posting is StoredPosting => posting !== undefined && posting.seq === undefined)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

async function sealBatch(
  ctx: Context,
  communityId: string,
  head: Ledger,
  lease: string,
  postings: StoredPosting[],
): Promise<Ledger> {
  const writes: Write[] = []
  const next: Record<string, unknown> = {}
  const accounts: Record<string, number> = { ...head.accounts }
  let { seq, hash } = head
  for (const posting of postings) {
    seq += 1
    const postingDate = maxDate(posting.valueDate, head.openDate ?? posting.valueDate)
    const receipt = hasReceipt(posting) ? nextReceipt(head, next, posting) : undefined
    const previousHash = hash
    hash = hashOf(posting, seq, postingDate, receipt?.serial, previousHash)
    for (const line of posting.lines) accounts[line.account] = (accounts[line.account] ?? 0) + line.amountFen
    writes.push({
      update: {
        key: { pk: posting.pk, sk: posting.sk },
        set: {
          seq,
          postingDate,
          previousHash,
          hash,
          ...(receipt && { receiptSerial: receipt.serial }),
          gs1pk: sealedKey(communityId),
          gs1sk: String(seq).padStart(12, '0'),
        },
        remove: ['gs3pk', 'gs3sk'],
      },
      if: { seq: undefined, postingId: posting.postingId },
    })
    if (receipt && posting.orderId) writes.push(...receiptWrites(ctx, communityId, posting, receipt))
  }
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.seal',
    technical: true,
    objectType: 'ledger',
    objectId: communityId,
    summary: `登账至第 ${seq} 笔`,
  })
  const until = { leaseUntil: ctx.deps.nowMs() + leaseMs }
  writes.push(...figureWrites(communityId, postings), audit, {
    update: { key: ledgerKey(communityId), set: { ...next, seq, hash, accounts, ...until } },
    if: { seq: head.seq, lease },
  })
  try {
    await ctx.db.transact(writes, { pk: audit.put.pk, sk: audit.put.sk })
  } catch (error) {
    // Another worker took over: it seals them.
    if (error instanceof ConditionFailed) throw new AppError('request.busy', { cause: error })
    throw error
  }
  return { ...head, ...next, seq, hash, accounts, ...until }
}

/** Receipts of a year in one series, 押金 in another: Y2026-000001. */
function nextReceipt(head: Ledger, next: Record<string, unknown>, { kind, valueDate }: StoredPosting) {
  const series = `${kind === 'deposit' ? 'Y' : ''}${valueDate.slice(0, 4)}`
  const field = `serials${series}`
  const number = Number(next[field] ?? head[field] ?? 0) + 1
  next[field] = number
  return { series, serial: `${series}-${String(number).padStart(6, '0')}` }
}

function receiptWrites(
  ctx: Context,
  communityId: string,
  posting: StoredPosting,
  receipt: { series: string; serial: string },
): Write[] {
  const orderId = posting.orderId ?? ''
  const place = { pk: receiptsKey(communityId, receipt.series), sk: receipt.serial, orderId }
  if (posting.kind === 'refund') {
    const refundId = posting.sourceId
    const set = { receiptSerial: receipt.serial }
    return [
      { update: { key: refundKey({ orderId, refundId }), set }, if: { receiptSerial: undefined, refundId } },
      { put: { ...place, refundId }, ifAbsent: true },
    ]
  }
  return [
    {
      update: { key: orderKey(orderId), set: { receiptSerial: receipt.serial } },
      if: { receiptSerial: undefined, state: 'paid' },
    },
    { put: place, ifAbsent: true },
    outboxItem(ctx, 'messages', { type: 'payment.received', communityId, orderId }),
  ]
}

/** SHA-256 over the posting's own words and the hash before it: a changed or missing posting breaks every later one. */
export function hashOf(
  posting: Posting,
  seq: number,
  postingDate: string,
  receiptSerial: string | undefined,
  previousHash: string,
): string {
  const { postingId, communityId, kind, at, valueDate, sourceId, orderId, lines } = posting
  const words = [
    previousHash,
    seq,
    postingDate,
    receiptSerial ?? '',
    postingId,
    communityId,
    kind,
    at,
    valueDate,
    sourceId,
    orderId ?? '',
  ]
  const amounts = lines.map(line => [
    line.account,
    line.amountFen,
    line.feeItemId ?? '',
    line.billId ?? '',
    line.objectId ?? '',
    line.month ?? '',
    line.channel ?? '',
  ])
  return createHash('sha256')
    .update(JSON.stringify([...words, amounts]))
    .digest('hex')
}

async function release(ctx: Context, communityId: string, lease: string): Promise<void> {
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.release',
    technical: true,
    objectType: 'ledger',
    objectId: communityId,
    summary: '登账结束',
  })
  try {
    await ctx.db.transact([{ update: { key: ledgerKey(communityId), set: { leaseUntil: 0 } }, if: { lease } }, audit], {
      pk: audit.put.pk,
      sk: audit.put.sk,
    })
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}
