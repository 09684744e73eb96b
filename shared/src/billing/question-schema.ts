import * as z from 'zod'
import { CommunityId, Id } from '../ids'
import { visible } from '../plain-text'
import { BusinessDate, Instant } from '../time'
import { Period } from './fee-schema'
import { ChargedObject } from './schema'

export const QuestionText = visible('内容', z.string().trim().min(2, '请至少写两个字').max(500, '最多写 500 个字'))

/** What somebody wrote about a bill: a resident asks or takes the dispute back, the office answers or settles it. */
export const QuestionEntry = z.object({
  entryId: Id,
  kind: z.enum(['question', 'answer', 'settled', 'withdrawn']),
  text: z.string(),
  name: z.string(),
  /** Of a resident, for the office. */
  personId: Id.optional(),
  /** For residents: written by whoever reads it. */
  mine: z.literal(true).optional(),
  /** With this question the bill became disputed. */
  disputes: z.literal(true).optional(),
  at: Instant,
})
export type QuestionEntry = z.infer<typeof QuestionEntry>

export const QuestionState = z.enum(['open', 'answered', 'closed'])
export type QuestionState = z.infer<typeof QuestionState>
export const questionStateNames: Record<QuestionState, string> = {
  open: '等物业答复',
  answered: '物业已答复',
  closed: '已处理',
}

/** 账单咨询: one thread a bill, kept with it. */
export const BillQuestion = z.object({
  billId: Id,
  communityId: CommunityId,
  object: ChargedObject,
  feeItemName: z.string(),
  period: Period,
  state: QuestionState,
  askedAt: Instant,
  /** Since when the office owes an answer or has a dispute to settle. */
  waitingSince: Instant.optional(),
  disputedSince: BusinessDate.optional(),
  entries: z.array(QuestionEntry),
  version: z.number().int(),
})
export type BillQuestion = z.infer<typeof BillQuestion>

/** A thread in a list, with the last thing that was written. */
export const QuestionSummary = BillQuestion.omit({ entries: true }).extend({
  last: QuestionEntry.pick({ kind: true, name: true, text: true, at: true }),
  count: z.number().int(),
})
export type QuestionSummary = z.infer<typeof QuestionSummary>

/** What a resident can do about a bill, and what has been said. */
export const MyQuestion = z.object({
  question: BillQuestion.optional(),
  mayAsk: z.boolean(),
  mayDispute: z.boolean(),
  mayWithdraw: z.boolean(),
})
export type MyQuestion = z.infer<typeof MyQuestion>

export const mostEntries = 20
export const mostQuestionsADay = 10

/** A question leaves room for its answer and for the end of its dispute, an answer for the latter. */
export const roomFor = (kind: 'question' | 'answer', entries: readonly unknown[]): boolean =>
  entries.length < mostEntries - (kind === 'question' ? 2 : 1)
