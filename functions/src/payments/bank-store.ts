import {
  BankBatch,
  BankLine,
  type BankLineState,
  BankProblem,
  BankResult,
  Mandate,
} from '@linli/shared/payments/bank-schema'
import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'

/** A mandate as kept: the account's number sealed. */
export const StoredMandate = Mandate.extend({ accountSealed: z.string() })
export type StoredMandate = z.infer<typeof StoredMandate>
/** The field that a sealed account number is bound to. */
export const accountField = (mandateId: string) => `mandate:${mandateId}`
export const mandatesKey = (communityId: string) => `C#${communityId}#mandates`
/** A room's live mandate has one place, so that there is one. */
export const liveMandateKey = (communityId: string, roomId: string): Key => ({
  pk: `C#${communityId}#mandates-of#${roomId}`,
  sk: 'live',
})
export const mandateItem = (mandate: StoredMandate): Item => ({
  pk: liveMandateKey(mandate.communityId, mandate.roomId).pk,
  sk: mandate.ended ? `ended#${mandate.mandateId}` : 'live',
  ...mandate,
  gs1pk: mandatesKey(mandate.communityId),
  gs1sk: `${sortCode(mandate.roomCode)}#${mandate.ended ? 1 : 0}#${mandate.mandateId}`,
})

/** `generation` counts the attempts at planning: what a worker that lost its lease still writes, nobody reads. */
export const StoredBatch = BankBatch.omit({ tally: true }).extend({
  generation: z.number().int(),
  lease: z.string().optional(),
  leaseUntil: z.number(),
  /** Lines and fen by state: moved by the transaction that moves a line. */
  plannedCount: z.number().int().default(0),
  plannedFen: z.number().int().default(0),
  noMandateCount: z.number().int().default(0),
  noMandateFen: z.number().int().default(0),
  leftOutCount: z.number().int().default(0),
  leftOutFen: z.number().int().default(0),
  sentCount: z.number().int().default(0),
  sentFen: z.number().int().default(0),
  paidCount: z.number().int().default(0),
  paidFen: z.number().int().default(0),
  failedCount: z.number().int().default(0),
  failedFen: z.number().int().default(0),
})
export type StoredBatch = z.infer<typeof StoredBatch>

export const batchesKey = (communityId: string) => `C#${communityId}#bank-batches`
export const batchKey = (communityId: string, batchId: string): Key => ({ pk: batchesKey(communityId), sk: batchId })
/** Batches that a worker has to bring on, over all communities. */
export const dueBatches = 'G#bank-batches#0'
export const dueIndex = (communityId: string, batchId: string, since: string) => ({
  gs3pk: dueBatches,
  gs3sk: `${since}#${communityId}#${batchId}`,
})

export async function loadBatch(ctx: Context, communityId: string, batchId: string): Promise<StoredBatch> {
  const batch = await ctx.db.get(batchKey(communityId, batchId), StoredBatch)
  if (!batch) throw new AppError('record.not_found')
  return batch
}

/** A line as kept: with its bills and the sealed account that it debits. */
export const StoredLine = BankLine.extend({
  billIds: z.array(Id),
  mandateId: Id.optional(),
  accountSealed: z.string().optional(),
  agreementNumber: z.string().optional(),
})
export type StoredLine = z.infer<typeof StoredLine>
type Lines = { communityId: string; batchId: string; generation: number }

export const linesKey = ({ communityId, batchId, generation }: Lines) =>
  `C#${communityId}#bank-lines#${batchId}#${generation}`
export const linesInKey = (of: Lines, state: BankLineState) => `${linesKey(of)}#${state}`
const place = (line: number) => String(line).padStart(6, '0')
export const lineKey = (of: Lines, line: number): Key => ({ pk: linesKey(of), sk: place(line) })
export const lineItem = (of: Lines, line: StoredLine): Item => ({
  ...lineKey(of, line.line),
  ...line,
  ...lineIndex(of, line),
})
export const lineIndex = (of: Lines, { line, state }: Pick<StoredLine, 'line' | 'state'>) => ({
  gs1pk: linesInKey(of, state),
  gs1sk: place(line),
})

export const StoredResult = BankResult.extend({ sha256: z.string() })
export type StoredResult = z.infer<typeof StoredResult>
const besideBatch = (communityId: string, batchId: string) => `C#${communityId}#bank-batch#${batchId}`
export const resultsOf = (communityId: string, batchId: string) => ({
  pk: besideBatch(communityId, batchId),
  begins: 'result#',
})
export const resultKey = (communityId: string, batchId: string, resultId: string): Key => ({
  pk: besideBatch(communityId, batchId),
  sk: `result#${resultId}`,
})
export const problemsOf = (communityId: string, batchId: string) => ({
  pk: besideBatch(communityId, batchId),
  begins: 'problem#',
})
export const problemKey = (communityId: string, batchId: string, problemId: string): Key => ({
  pk: besideBatch(communityId, batchId),
  sk: `problem#${problemId}`,
})
export const StoredProblem = BankProblem
/** What waits for a person, over all batches. */
export const openProblemsKey = (communityId: string) => `C#${communityId}#bank-problems`
export const debitFile = (communityId: string, batchId: string, extension: string) =>
  `C/${communityId}/bank/${batchId}.${extension}`
export const resultFile = (communityId: string, resultId: string) => `C/${communityId}/bank/results/${resultId}`
