import { BillQuestion, QuestionEntry, type QuestionSummary } from '@linli/shared/billing/question-schema'
import type { Bill } from '@linli/shared/billing/schema'
import { AppError } from '@linli/shared/errors'
import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import type { Context } from '../context'
import { type Item, Key } from '../db'
import { ofRoomPk } from './register-store'

/** An entry as kept: with the account that wrote it, until that is deleted. */
export const StoredEntry = QuestionEntry.omit({ mine: true }).extend({ accountId: Id.optional() })
export type StoredEntry = z.infer<typeof StoredEntry>
export const StoredQuestion = BillQuestion.extend({ entries: z.array(StoredEntry) })
export type StoredQuestion = z.infer<typeof StoredQuestion>

type OfBill = { communityId: string; roomId: string; billId: string }

export const questionKey = ({ communityId, roomId, billId }: OfBill): Key => ({
  pk: ofRoomPk(communityId, roomId),
  sk: `question#${billId}`,
})
export const questionsByTime = (communityId: string) => `C#${communityId}#questions`
const questionsWaiting = (communityId: string) => `C#${communityId}#questions-waiting`

export const questionItem = (question: StoredQuestion): Item => {
  const { communityId, billId, object, askedAt, waitingSince } = question
  return {
    ...questionKey({ communityId, roomId: object.id, billId }),
    ...question,
    gs1pk: questionsByTime(communityId),
    gs1sk: `${askedAt}#${billId}`,
    ...(waitingSince && { gs2pk: questionsWaiting(communityId), gs2sk: `${waitingSince}#${billId}` }),
  }
}

/** A thread before anything was written in it. */
export const newQuestion = (bill: Bill, askedAt: string): StoredQuestion => ({
  billId: bill.billId,
  communityId: bill.communityId,
  object: bill.object,
  feeItemName: bill.feeItemName,
  period: bill.period,
  state: 'open',
  askedAt,
  entries: [],
  version: 0,
})

/** The thread after one more entry, and its write on the condition that nobody else wrote meanwhile. */
export function continued(known: StoredQuestion, entry: StoredEntry, change: Partial<StoredQuestion>) {
  const question = { ...known, ...change, entries: [...known.entries, entry], version: known.version + 1 }
  const put = questionItem(question)
  return { question, write: known.version === 0 ? { put, ifAbsent: true } : { put, if: { version: known.version } } }
}

export const findQuestion = (ctx: Context, of: OfBill): Promise<StoredQuestion | undefined> =>
  ctx.db.get(questionKey(of), StoredQuestion)

/** Throws record.not_found. */
export async function loadQuestion(ctx: Context, of: OfBill): Promise<StoredQuestion> {
  const question = await findQuestion(ctx, of)
  if (!question) throw new AppError('record.not_found')
  return question
}

type Asked = { communityId: string; show?: 'waiting' | 'all'; limit: number; cursor?: string | undefined }

/** What waits for the office, the oldest first; or every thread, the newest first. Eventually consistent. */
export async function listQuestions(
  ctx: Context,
  { communityId, show = 'waiting', ...page }: Asked,
): Promise<{ items: QuestionSummary[]; cursor?: string }> {
  const place =
    show === 'waiting'
      ? { index: 'gs2' as const, pk: questionsWaiting(communityId) }
      : { index: 'gs1' as const, pk: questionsByTime(communityId), newestFirst: true }
  const found = await ctx.db.query({ ...place, schema: StoredQuestion, ...page })
  return { ...found, items: found.items.flatMap(summaryOf) }
}

function summaryOf({ entries, ...question }: StoredQuestion): QuestionSummary[] {
  const last = entries.at(-1)
  return last ? [{ ...question, last, count: entries.length }] : []
}

const Waiting = z.object({ waitingSince: z.string() })

/** How many threads wait for the office (at most 100 are counted), and since when. */
export async function waitingQuestions(
  ctx: Context,
  communityId: string,
): Promise<{ count: number; oldest?: string | undefined }> {
  const pk = questionsWaiting(communityId)
  const { items } = await ctx.db.query({ index: 'gs2', pk, schema: Waiting, limit: 100 })
  return { count: items.length, ...(items[0] && { oldest: items[0].waitingSince }) }
}

/** What an account asked: one pointer a bill, and how often on a day. */
const askedPk = (accountId: string) => `A#${accountId}#questions`
export const askedBillKey = (accountId: string, billId: string): Key => ({
  pk: askedPk(accountId),
  sk: `bill#${billId}`,
})
export const askedDayKey = (accountId: string, day: string): Key => ({ pk: askedPk(accountId), sk: `day#${day}` })
export const AskedDay = z.object({ count: z.number().int() })
export const AskedBill = z.object({ communityId: CommunityId, roomId: Id, billId: Id })
export type AskedBill = z.infer<typeof AskedBill>
export const askedBills = (accountId: string) => ({ pk: askedPk(accountId), begins: 'bill#', schema: AskedBill })
export const askedDays = (accountId: string) => ({
  pk: askedPk(accountId),
  begins: 'day#',
  schema: Key,
})
