import * as z from 'zod'
import { CommunityId, Id, OrderId } from '../ids'
import { Fen } from '../money'
import { BusinessDate, Instant } from '../time'

/** 代扣协议: whose account pays for a household. A room has one that is live at most; ended ones are kept. */
export const Mandate = z.object({
  mandateId: Id,
  communityId: CommunityId,
  roomId: Id,
  roomCode: z.string(),
  bank: z.string(),
  accountName: z.string(),
  /** 6222 **** 3445 */
  accountMasked: z.string(),
  agreementNumber: z.string(),
  from: BusinessDate,
  to: BusinessDate.optional(),
  /** Debits that failed since the last that succeeded, and why the last one did. */
  failures: z.number().int(),
  lastFailure: z.string().optional(),
  ended: z.object({ on: BusinessDate, reason: z.string() }).optional(),
  createdAt: Instant,
})
export type Mandate = z.infer<typeof Mandate>

/** Whether a debit of that day is agreed. */
export const isLiveMandate = ({ from, to, ended }: Pick<Mandate, 'from' | 'to' | 'ended'>, on: BusinessDate): boolean =>
  ended === undefined && from <= on && (to === undefined || on <= to)

/** planned → sent → paid or failed; failed → paid when a later file says so. The others go into no file. */
export const BankLineState = z.enum(['planned', 'no_mandate', 'left_out', 'sent', 'paid', 'failed'])
export type BankLineState = z.infer<typeof BankLineState>
export const bankLineStateNames: Record<BankLineState, string> = {
  planned: '待送盘',
  no_mandate: '没有代扣协议',
  left_out: '这次不扣',
  sent: '已送盘，等结果',
  paid: '扣款成功',
  failed: '扣款失败',
}

/** One debit: a household's bills, one account, one line of the file. */
export const BankLine = z.object({
  line: z.number().int().positive(),
  roomId: Id,
  roomCode: z.string(),
  state: BankLineState,
  bills: z.number().int(),
  amountFen: Fen,
  accountName: z.string().optional(),
  accountMasked: z.string().optional(),
  /** How often it was tried, this one included. */
  tries: z.number().int().optional(),
  orderId: OrderId.optional(),
  /** The bank's code, or why it is left out or has failed. */
  code: z.string().optional(),
  reason: z.string().optional(),
  at: Instant.optional(),
})
export type BankLine = z.infer<typeof BankLine>

export const BankBatchState = z.enum(['computing', 'review', 'sending', 'sent', 'closing', 'closed', 'discarded'])
export type BankBatchState = z.infer<typeof BankBatchState>
export const bankBatchStateNames: Record<BankBatchState, string> = {
  computing: '正在计算',
  review: '等您核对',
  sending: '正在生成文件',
  sent: '等银行结果',
  closing: '正在结束',
  closed: '已结束',
  discarded: '已放弃',
}

/** Which bills a batch takes: all that are due by a day, or those of one building or some fee items. */
export const BankFilter = z.strictObject({
  dueUntil: BusinessDate,
  building: z.string().trim().min(1).max(20).optional(),
  feeItemIds: z.array(Id).min(1).max(40).optional(),
  /** Only what failed in that batch. */
  retryOf: Id.optional(),
})
export type BankFilter = z.infer<typeof BankFilter>

const Sum = z.object({ count: z.number().int(), amountFen: Fen })
export const BankBatch = z.object({
  batchId: Id,
  communityId: CommunityId,
  /** Stands in the file's head: B20261122- and eight letters. */
  number: z.string(),
  formatId: z.string(),
  entityId: Id,
  filter: BankFilter,
  /** The day to which late fees are counted. */
  on: BusinessDate,
  state: BankBatchState,
  tally: z.record(BankLineState, Sum),
  /** Lines of result files that somebody must look at. */
  openProblems: z.number().int(),
  createdAt: Instant,
  createdBy: z.string(),
  sentAt: Instant.optional(),
  endedBecause: z.string().optional(),
})
export type BankBatch = z.infer<typeof BankBatch>

/** 回盘文件: the same file is the same record. */
export const BankResult = z.object({
  resultId: Id,
  fileName: z.string(),
  state: z.enum(['uploading', 'reading', 'done', 'refused']),
  /** Of a file that was read: what it changed, what it said again, what is left to a person. */
  counts: z.object({
    paid: z.number().int(),
    failed: z.number().int(),
    repeated: z.number().int(),
    problems: z.number().int(),
  }),
  problem: z.string().optional(),
  at: Instant,
  by: z.string(),
})
export type BankResult = z.infer<typeof BankResult>

export const BankProblemKind = z.enum(['unread', 'unknown_line', 'amount', 'account', 'code', 'contradiction'])
export type BankProblemKind = z.infer<typeof BankProblemKind>
export const bankProblemNames: Record<BankProblemKind, string> = {
  unread: '这一行读不出来',
  unknown_line: '这个批次没有这一行',
  amount: '金额和送盘的不一样',
  account: '账号和送盘的不一样',
  code: '不认识银行的返回码',
  contradiction: '已经扣款成功，这次又说失败',
}

/** A line of a result file from which nothing was posted: a person looks at it and says what came of it. */
export const BankProblem = z.object({
  problemId: z.string(),
  kind: BankProblemKind,
  fileName: z.string(),
  row: z.number().int(),
  line: z.number().int().optional(),
  roomCode: z.string().optional(),
  saidFen: Fen.optional(),
  sentFen: Fen.optional(),
  code: z.string().optional(),
  resolved: z.object({ reason: z.string(), by: z.string(), at: Instant }).optional(),
})
export type BankProblem = z.infer<typeof BankProblem>
