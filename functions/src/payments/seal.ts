import { createHash } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import type { Posting } from '@linli/shared/payments/schema'
import { maxDate, monthOf } from '@linli/shared/time'
import { auditItem } from '../audit'
import { buildingsOf } from '../communities/rooms'
import { communityContext, type Context, type Deps } from '../context'
import { ConditionFailed, Key } from '../db'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { queryAll } from '../query-all'
import { figureWrites } from './figures'
import { type BuildingOf, objectsOf, reportWrites } from './report-figures'
import { refundKey } from './refund-store'
import { hasReceipt, mostPostings, oneBatch } from './seal-batch'
import { acquire, leaseMs, type Ledger, release } from './seal-lease'
import { ledgerKey, orderKey, postedIndex, receiptsKey, sealedKey, StoredPosting, unsealedKey } from './store'

/**
 * Gives unsealed postings their sequence, posting date, receipt serial and hash, one leased worker per community:
 * what every settlement would fight for is out of its transaction. Serial numbers have no gaps, because a batch is one transaction on the head.
 * Answers false when another worker holds the lease: come again.
 * @param then what this worker does at the head when all is sealed, under the same lease.
 */
export async function seal(deps: Deps, communityId: string, hints: Key[] = [], then?: Command): Promise<boolean> {
  const ctx = communityContext(deps, communityId)
  const lease = ctx.newId()
  let head = await acquire(ctx, communityId, lease)
  if (!head) return false
  let pending = hints
  for (;;) {
    const postings = await unsealed(ctx, communityId, pending)
    if (postings.length === 0) break
    const buildingOf = await buildingsOf(ctx, communityId, objectsOf(postings.slice(0, mostPostings)))
    const batch = oneBatch(communityId, postings, buildingOf)
    head = await sealBatch(ctx, communityId, { head, lease, postings: batch, buildingOf })
    pending = postings.slice(batch.length).map(({ pk, sk }) => ({ pk, sk }))
  }
  await then?.(ctx, head, lease)
  await release(ctx, communityId, lease)
  return true
}

type Command = (ctx: Context, head: Ledger, lease: string) => Promise<void>

async function unsealed(ctx: Context, communityId: string, hints: Key[]): Promise<StoredPosting[]> {
  const items = await queryAll(ctx.db, { index: 'gs3', pk: unsealedKey(communityId), schema: Key }, 50)
  const keys = [...new Map([...hints, ...items].map(key => [`${key.pk}|${key.sk}`, key])).values()].slice(0, 100)
  const found = await ctx.db.getMany(keys, StoredPosting)
  return found
    .filter((posting): posting is StoredPosting => posting !== undefined && posting.seq === undefined)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

async function sealBatch(
  ctx: Context,
  communityId: string,
  {
    head,
    lease,
    postings,
    buildingOf,
  }: { head: Ledger; lease: string; postings: StoredPosting[]; buildingOf: BuildingOf },
): Promise<Ledger> {
  const writes: Write[] = []
  const dated = postings.map(posting => ({ ...posting, postingDate: postingDateOf(posting, head.openDate) }))
  const next: Record<string, unknown> = {}
  const accounts: Record<string, number> = { ...head.accounts }
  const counted: Record<string, number> = { ...head.posted }
  let { seq, hash } = head
  for (const posting of postings) {
    seq += 1
    const postingDate = postingDateOf(posting, head.openDate)
    const month = monthOf(postingDate)
    counted[month] = (counted[month] ?? 0) + 1
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
          ...postedIndex(communityId, postingDate, seq),
        },
        remove: ['gs3pk', 'gs3sk'],
      },
      if: { seq: undefined, postingId: posting.postingId },
    })
    if (receipt && posting.orderId)
      writes.push(...receiptWrites(ctx, communityId, posting, { ...receipt, postingDate }))
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
  writes.push(...figureWrites(communityId, postings), ...reportWrites(communityId, dated, buildingOf), audit, {
    update: { key: ledgerKey(communityId), set: { ...next, seq, hash, accounts, posted: counted, ...until } },
    if: { seq: head.seq, lease },
  })
  try {
    await ctx.db.transact(writes, { pk: audit.put.pk, sk: audit.put.sk })
  } catch (error) {
    // Another worker took over: it seals them.
    if (error instanceof ConditionFailed) throw new AppError('request.busy', { cause: error })
    throw error
  }
  return { ...head, ...next, seq, hash, accounts, posted: counted, ...until }
}

/** The first open day on or after the money's own: of the books, and of the till that it lay in. */
const postingDateOf = ({ valueDate, tillDate }: StoredPosting, openDate: string | undefined) =>
  [tillDate, openDate].reduce<string>((day, next) => maxDate(day, next ?? day), valueDate)

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
  receipt: { series: string; serial: string; postingDate: string },
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
      update: {
        key: orderKey(orderId),
        set: { receiptSerial: receipt.serial, postingDate: receipt.postingDate },
      },
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
    // Lines from before it was kept have the hash that they had.
    ...(line.category ? [line.category] : []),
  ])
  return createHash('sha256')
    .update(JSON.stringify([...words, amounts]))
    .digest('hex')
}
