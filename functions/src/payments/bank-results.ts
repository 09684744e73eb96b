import type { InputOf, OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { bankApi } from '@linli/shared/payments/bank-api'
import type { BankProblem, BankResult } from '@linli/shared/payments/bank-schema'
import { actorId, type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { queryAll } from '../query-all'
import { derivedId } from '../secrets'
import { batchAudit, workMessage } from './bank-batches'
import {
  batchKey,
  dueBatches,
  dueIndex,
  loadBatch,
  problemKey,
  problemsOf,
  resultFile,
  resultKey,
  resultsOf,
  StoredProblem,
  StoredResult,
} from './bank-store'
import { shownBatch } from './bank-tally'

const mostResults = 200
const whoOf = ({ actor }: Context) => (actor.kind === 'staff' ? actor.name : actorId(actor))

/** Where to put a result file. The same file is the same record, whatever became of it. Throws payments.bank_batch_moved. */
export async function startBankResult(
  ctx: Context,
  { communityId, batchId, fileName, size, sha256 }: InputOf<typeof bankApi.startBankResult>,
): Promise<OutputOf<typeof bankApi.startBankResult>> {
  const resultId = derivedId('bank-result', communityId, batchId, sha256)
  const uploadUrl = await ctx.files.uploadUrl(resultFile(communityId, resultId), 'application/octet-stream', size)
  const result = await deciding(async () => {
    const batch = await loadBatch(ctx, communityId, batchId)
    if (batch.sentAt === undefined) throw new AppError('payments.bank_batch_moved')
    const key = resultKey(communityId, batchId, resultId)
    const known = await ctx.db.get(key, StoredResult)
    if (known) return known
    const counts = { paid: 0, failed: 0, repeated: 0, problems: 0 }
    const fresh: StoredResult = {
      resultId,
      fileName,
      sha256,
      state: 'uploading',
      counts,
      at: ctx.now(),
      by: whoOf(ctx),
    }
    const audit = batchAudit(ctx, batch, 'payments.start_bank_result', `${size} 字节`)
    await ctx.db.transact([{ put: { ...key, ...fresh }, ifAbsent: true }, audit], audit.put)
    return fresh
  })
  return { result, uploadUrl }
}

/** Has a worker read it; one that was read already, or is being read, is answered as it stands. */
export const readBankResult = (
  ctx: Context,
  { communityId, batchId, resultId }: InputOf<typeof bankApi.readBankResult>,
): Promise<BankResult> =>
  deciding(async () => {
    const batch = await loadBatch(ctx, communityId, batchId)
    const key = resultKey(communityId, batchId, resultId)
    const known = await ctx.db.get(key, StoredResult)
    if (!known) throw new AppError('record.not_found')
    if (known.state === 'done' || known.state === 'reading') return known
    if (!(await ctx.files.sizeOf(resultFile(communityId, resultId)))) throw new AppError('record.not_found')
    const { problem: _before, ...rest } = known
    const reading: StoredResult = { ...rest, state: 'reading' }
    const audit = batchAudit(ctx, batch, 'payments.read_bank_result', known.fileName)
    await reaching(ctx, dueBatches).db.transact(
      [
        { put: { ...key, ...reading }, if: { state: known.state } },
        {
          update: { key: batchKey(communityId, batchId), set: dueIndex(communityId, batchId, ctx.now()) },
          if: { state: { oneOf: ['sent', 'closing', 'closed'] } },
        },
        audit,
        workMessage(ctx, batch),
      ],
      audit.put,
    )
    return reading
  })

/** A batch with the files that came back, newest first: two reads. */
export async function getBankBatch(
  ctx: Context,
  { communityId, batchId }: InputOf<typeof bankApi.getBankBatch>,
): Promise<OutputOf<typeof bankApi.getBankBatch>> {
  const [batch, results] = await Promise.all([
    loadBatch(ctx, communityId, batchId),
    queryAll(ctx.db, { ...resultsOf(communityId, batchId), schema: StoredResult }, mostResults),
  ])
  return { batch: shownBatch(batch), results: results.sort((a, b) => (a.at < b.at ? 1 : -1)) }
}

/** Lines of result files that a person looks at, by file and row. */
export const listBankProblems = (
  ctx: Context,
  { communityId, batchId, ...page }: InputOf<typeof bankApi.listBankProblems>,
) =>
  ctx.db.query({
    ...problemsOf(communityId, batchId),
    schema: StoredProblem,
    limit: Number(page.limit ?? 50),
    cursor: page.cursor,
  })

/** Throws record.changed when somebody has written what came of it already. */
export const resolveBankProblem = (
  ctx: Context,
  { communityId, batchId, problemId, reason }: InputOf<typeof bankApi.resolveBankProblem>,
): Promise<BankProblem> =>
  deciding(async () => {
    const batch = await loadBatch(ctx, communityId, batchId)
    const key = problemKey(communityId, batchId, problemId)
    const known = await ctx.db.get(key, StoredProblem)
    if (!known) throw new AppError('record.not_found')
    if (known.resolved) throw new AppError('record.changed')
    const resolved = { reason, by: whoOf(ctx), at: ctx.now() }
    const audit = batchAudit(ctx, batch, 'payments.resolve_bank_problem', `第 ${known.row} 行：${reason}`)
    await ctx.db.transact(
      [
        { update: { key, set: { resolved }, remove: ['gs2pk', 'gs2sk'] }, if: { resolved: undefined } },
        { update: { key: batchKey(communityId, batchId), add: { openProblems: -1 } } },
        audit,
      ],
      audit.put,
    )
    return { ...known, resolved }
  })
