import type { InputOf } from '@linli/shared/contract'
import { bankApi } from '@linli/shared/payments/bank-api'
import type { Context } from '../context'
import { type Route, route } from '../http'
import { bankFile, closeBankBatch, createBankBatch, discardBankBatch, sendBankBatch } from './bank-batches'
import { getBankBatch, listBankProblems, readBankResult, resolveBankProblem, startBankResult } from './bank-results'
import { batchesKey, linesInKey, linesKey, loadBatch, StoredBatch, StoredLine } from './bank-store'
import { shownBatch } from './bank-tally'
import { endMandate, listMandates } from './mandates'
import { saveMandates } from './save-mandates'

/** Batches, newest first. */
async function listBankBatches(ctx: Context, { communityId, ...page }: InputOf<typeof bankApi.listBankBatches>) {
  const { limit = 50, cursor } = page
  const all = { pk: batchesKey(communityId), schema: StoredBatch, newestFirst: true }
  const found = await ctx.db.query({ ...all, limit: Number(limit), cursor })
  return { ...found, items: found.items.map(shownBatch) }
}

/** Lines in the order of the file; of one state from an index, which may be late. */
async function listBankLines(ctx: Context, input: InputOf<typeof bankApi.listBankLines>) {
  const { communityId, batchId, state, limit = 50, cursor } = input
  const batch = await loadBatch(ctx, communityId, batchId)
  const place = state ? { index: 'gs1' as const, pk: linesInKey(batch, state) } : { pk: linesKey(batch) }
  return ctx.db.query({ ...place, schema: StoredLine, limit: Number(limit), cursor })
}

export const bankRoutes: Route[] = [
  route(bankApi.listMandates, listMandates),
  route(bankApi.saveMandates, saveMandates),
  route(bankApi.endMandate, endMandate),
  route(bankApi.listBankBatches, listBankBatches),
  route(bankApi.getBankBatch, getBankBatch),
  route(bankApi.listBankLines, listBankLines),
  route(bankApi.listBankProblems, listBankProblems),
  route(bankApi.createBankBatch, createBankBatch),
  route(bankApi.sendBankBatch, sendBankBatch),
  route(bankApi.discardBankBatch, discardBankBatch),
  route(bankApi.closeBankBatch, closeBankBatch),
  route(bankApi.bankFile, bankFile),
  route(bankApi.startBankResult, startBankResult),
  route(bankApi.readBankResult, readBankResult),
  route(bankApi.resolveBankProblem, resolveBankProblem),
]
