import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { bankApi } from '@linli/shared/payments/bank-api'
import { bankFormat } from '@linli/shared/payments/bank-formats'
import type { BankBatch } from '@linli/shared/payments/bank-schema'
import type { AuditAction } from '@linli/shared/audit/actions'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import { actorId, type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { outboxItem } from '../outbox'
import {
  batchKey,
  debitFile,
  dueBatches,
  dueIndex,
  loadBatch,
  type StoredBatch,
  StoredBatch as Shape,
} from './bank-store'
import { shownBatch } from './bank-tally'

/** Begins a batch: a worker plans its lines. Throws payments.no_bank_format, record.not_found. */
export async function createBankBatch(
  ctx: Context,
  input: InputOf<typeof bankApi.createBankBatch>,
): Promise<BankBatch> {
  const { communityId, formatId, entityId, filter } = input
  if (!bankFormat(formatId)) throw new AppError('payments.no_bank_format')
  const { entities } = await loadCommunity(ctx, communityId)
  if (!entities.some(entity => entity.entityId === entityId)) throw new AppError('record.not_found')
  if (filter.retryOf) await loadBatch(ctx, communityId, filter.retryOf)
  const batchId = ctx.newId()
  const batch = Shape.parse({
    batchId,
    communityId,
    number: `B${ctx.today().replaceAll('-', '')}-${batchId.slice(-8)}`,
    formatId,
    entityId,
    filter,
    on: ctx.today(),
    state: 'computing',
    openProblems: 0,
    generation: 0,
    leaseUntil: 0,
    createdAt: ctx.now(),
    createdBy: ctx.actor.kind === 'staff' ? ctx.actor.name : actorId(ctx.actor),
  })
  const shown = shownBatch(batch)
  const audit = batchAudit(ctx, batch, 'payments.create_bank_batch', `${filter.dueUntil} 前到期，${formatId}`)
  const item = { ...batchKey(communityId, batchId), ...batch, ...dueIndex(communityId, batchId, ctx.now()) }
  await reaching(ctx, dueBatches).db.transact(
    [{ put: item, ifAbsent: true }, audit, workMessage(ctx, batch), ...idempotencyItems(ctx, shown)],
    audit.put,
  )
  return shown
}

/**
 * Confirms a batch as it was seen. Throws record.changed for other counts or sums, payments.bank_batch_stale on a later
 * day, payments.bank_batch_moved once it is no longer up for review.
 */
export const sendBankBatch = (ctx: Context, input: InputOf<typeof bankApi.sendBankBatch>): Promise<BankBatch> =>
  deciding(async () => {
    const { communityId, batchId, count, amountFen } = input
    const batch = await loadBatch(ctx, communityId, batchId)
    if (batch.state !== 'review') throw new AppError('payments.bank_batch_moved')
    if (batch.plannedCount !== count || batch.plannedFen !== amountFen) throw new AppError('record.changed')
    if (batch.on !== ctx.today()) throw new AppError('payments.bank_batch_stale')
    const audit = batchAudit(ctx, batch, 'payments.send_bank_batch', `${count} 笔 ${amountFen} 分`)
    const set = { state: 'sending' as const }
    await moveOn(ctx, batch, set, audit)
    return shownBatch({ ...batch, ...set })
  })

/** Throws payments.bank_batch_moved once it was sent. */
export const discardBankBatch = (ctx: Context, input: InputOf<typeof bankApi.discardBankBatch>): Promise<BankBatch> =>
  deciding(async () => {
    const { communityId, batchId, reason } = input
    const batch = await loadBatch(ctx, communityId, batchId)
    if (batch.state !== 'review') throw new AppError('payments.bank_batch_moved')
    const set = { state: 'discarded' as const, endedBecause: reason }
    const audit = batchAudit(ctx, batch, 'payments.discard_bank_batch', reason)
    const update = { key: batchKey(communityId, batchId), set }
    await ctx.db.transact([{ update, if: { state: 'review', lease: undefined } }, audit], audit.put)
    return shownBatch({ ...batch, ...set })
  })

/** No more answers are expected. Throws payments.bank_batch_moved unless the batch waits for some. */
export const closeBankBatch = (ctx: Context, input: InputOf<typeof bankApi.closeBankBatch>): Promise<BankBatch> =>
  deciding(async () => {
    const { communityId, batchId, reason } = input
    const batch = await loadBatch(ctx, communityId, batchId)
    if (batch.state !== 'sent') throw new AppError('payments.bank_batch_moved')
    const set = { state: 'closing' as const, endedBecause: reason }
    const audit = batchAudit(ctx, batch, 'payments.close_bank_batch', reason)
    await moveOn(ctx, batch, set, audit)
    return shownBatch({ ...batch, ...set })
  })

/** Where the debit file lies, for a few minutes; each download is kept. Throws payments.bank_batch_moved before it is made. */
export async function bankFile(ctx: Context, input: InputOf<typeof bankApi.bankFile>): Promise<{ url: string }> {
  const { communityId, batchId } = input
  const batch = await loadBatch(ctx, communityId, batchId)
  const format = bankFormat(batch.formatId)
  if (batch.sentAt === undefined || !format) throw new AppError('payments.bank_batch_moved')
  const audit = batchAudit(ctx, batch, 'payments.bank_file', batch.number)
  await ctx.db.transact([audit], audit.put)
  const key = debitFile(communityId, batchId, format.extension)
  return { url: await ctx.files.downloadUrl(key, `代扣-${batch.number}.${format.extension}`) }
}

type Moved = Partial<Pick<StoredBatch, 'state' | 'endedBecause'>>
type Audit = ReturnType<typeof auditItem>

/** The batch in its next state, up for a worker. */
async function moveOn(ctx: Context, batch: StoredBatch, set: Moved, audit: Audit): Promise<void> {
  const { communityId, batchId, state } = batch
  const update = { key: batchKey(communityId, batchId), set: { ...set, ...dueIndex(communityId, batchId, ctx.now()) } }
  await reaching(ctx, dueBatches).db.transact([{ update, if: { state } }, audit, workMessage(ctx, batch)], audit.put)
}

export const workMessage = (ctx: Context, { communityId, batchId }: Pick<StoredBatch, 'communityId' | 'batchId'>) =>
  outboxItem(ctx, 'jobs', { type: 'payments.bank_batch', communityId, batchId })

export const batchAudit = (ctx: Context, batch: StoredBatch, action: AuditAction, summary: string): Audit =>
  auditItem(ctx, {
    communityId: batch.communityId,
    action,
    objectType: 'bank_batch',
    objectId: batch.batchId,
    summary,
  })
