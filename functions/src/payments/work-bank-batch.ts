import { communityContext, type Context, type Deps, makeContext } from '../context'
import { eachDue } from '../each-due'
import { queryAll } from '../query-all'
import * as z from 'zod'
import { applyBankResult } from './apply-bank-result'
import { workMessage } from './bank-batches'
import { leaveBatch, takeBatch, workAudit } from './bank-lease'
import { failBankLine } from './bank-outcome'
import { dueBatches, linesKey, loadBatch, resultsOf, type StoredBatch, StoredLine, StoredResult } from './bank-store'
import { bankWords } from './bank-words'
import { planBankLines } from './plan-bank-lines'
import { sendBankLines } from './send-bank-lines'

const perPage = 100
const mostResults = 200

/**
 * What a batch needs next: its lines planned, its file made, its result files read, its end. May come any number of times.
 * Throws request.busy while another worker is at it.
 */
export async function workBankBatch(deps: Deps, communityId: string, batchId: string): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const batch = await takeBatch(ctx, communityId, batchId)
  if (batch.state === 'computing') return planBankLines(ctx, batch)
  if (batch.state === 'sending') return sendBankLines(ctx, batch)
  await readResults(ctx, batch)
  const isClosing = batch.state === 'closing'
  if (isClosing) await closeLines(ctx, batch)
  const { sentCount } = await loadBatch(ctx, communityId, batchId)
  await leaveBatch(ctx, batch, isClosing || (batch.state === 'sent' && sentCount === 0) ? { state: 'closed' } : {})
}

async function readResults(ctx: Context, batch: StoredBatch): Promise<void> {
  const found = { ...resultsOf(batch.communityId, batch.batchId), schema: StoredResult }
  const results = await queryAll(ctx.db, found, mostResults)
  for (const result of results) if (result.state === 'reading') await applyBankResult(ctx, batch, result)
}

async function closeLines(ctx: Context, batch: StoredBatch): Promise<void> {
  let cursor: string | undefined
  do {
    const page = await ctx.db.query({ pk: linesKey(batch), schema: StoredLine, limit: perPage, cursor })
    for (const line of page.items)
      if (line.state === 'sent') await failBankLine(ctx, batch, line, { reason: bankWords.closed })
    cursor = page.cursor
  } while (cursor !== undefined)
}

const Due = z.object({ gs3sk: z.string() })
const quietMs = 5 * 60_000

/** Wakes batches that no worker is at. A message too many finds the lease taken, or nothing left to do. */
export async function resumeBankBatches(deps: Deps): Promise<void> {
  const system = makeContext(deps, { kind: 'system' }, [dueBatches])
  const until = new Date(deps.nowMs() - quietMs).toISOString()
  const due = await system.db.query({
    index: 'gs3',
    pk: dueBatches,
    between: ['0', until],
    schema: Due,
    limit: 100,
  })
  const batches = due.items.map(({ gs3sk }) => {
    const [, communityId = '', batchId = ''] = gs3sk.split('#')
    return { communityId, batchId }
  })
  await eachDue(deps, 'payments.batch_not_resumed', batches, async ({ communityId, batchId }) => {
    const ctx = communityContext(deps, communityId)
    const batch = await loadBatch(ctx, communityId, batchId)
    if (batch.leaseUntil > deps.nowMs()) return
    const audit = workAudit(ctx, batch, '继续未完成的批次')
    await ctx.db.transact([audit, workMessage(ctx, batch)], audit.put)
  })
}
