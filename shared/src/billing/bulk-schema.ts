import * as z from 'zod'
import { RoomStatus } from '../communities/schema'
import { CommunityId, Id } from '../ids'
import { Fen, Price } from '../money'
import { reasonText } from '../plain-text'
import { BusinessDate, Instant, YearMonth } from '../time'
import { Ground, Period } from './fee-schema'
import { NamedPayer } from './registers'

const Percent = z.number().int().min(-9_000, '最多降 90%').max(10_000, '最多涨 100%')

/** Who pays from a day on: whoever owes by law again, or a person or organisation by name. */
export const NextPayer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('law') }),
  z.strictObject({ kind: z.literal('named'), name: NamedPayer.shape.name }),
])
export type NextPayer = z.infer<typeof NextPayer>

/**
 * What is done to many at once. 批量作废重开: bills by the month their period begins in, a beginning of room codes, a fee
 * item; those that still wait for money unless `all`. 批量调价: a new tariff from a day on, by percentage or to one price.
 * 批量改缴费人: rooms by a beginning of their codes, a list, their status, who pays now; with `reissue` the bills of those
 * days that nobody has paid anything on go to the new payer too.
 */
export const BulkTask = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('reissue'),
    month: YearMonth,
    prefix: z.string().trim().max(30).optional(),
    feeItemId: Id.optional(),
    all: z.boolean().optional(),
    reason: reasonText(),
  }),
  z.strictObject({
    kind: z.literal('tariff'),
    feeItemIds: z.array(Id).min(1, '请选择收费项目').max(50),
    from: BusinessDate,
    change: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('percent'), bp: Percent.refine(bp => bp !== 0, '请填写涨跌幅') }),
      z.strictObject({ kind: z.literal('price'), price: Price }),
    ]),
    ground: Ground,
  }),
  z.strictObject({
    kind: z.literal('payers'),
    prefix: z.string().trim().max(30).optional(),
    codes: z.array(z.string().trim().min(1).max(30)).min(1).max(500, '一次最多填 500 个房号').optional(),
    status: RoomStatus.optional(),
    payerNow: NamedPayer.shape.name.optional(),
    feeItemIds: z.array(Id).min(1, '请选择收费项目').max(20),
    from: BusinessDate,
    payer: NextPayer,
    reissue: z.boolean(),
    reason: reasonText(),
  }),
])
export type BulkTask = z.infer<typeof BulkTask>

export const BulkState = z.enum(['preparing', 'ready', 'working', 'done', 'discarded', 'failed'])
export type BulkState = z.infer<typeof BulkState>
export const bulkStateNames: Record<BulkState, string> = {
  preparing: '正在试算',
  ready: '待确认',
  working: '正在处理',
  done: '已完成',
  discarded: '已放弃',
  failed: '没有做完',
}

export const bulkKindNames: Record<BulkTask['kind'], string> = {
  reissue: '批量作废重开',
  tariff: '批量调价',
  payers: '批量改缴费人',
}

/**
 * 批量处理: previewed first, then confirmed by a person with the counts and sums that they saw. `before` and `after` add up
 * its items: fen of bills; prices are not added up.
 */
export const BulkJob = z.object({
  jobId: Id,
  communityId: CommunityId,
  task: BulkTask,
  state: BulkState,
  count: z.number().int(),
  /** Items that cannot be done as they are now, each with its reason. */
  problems: z.number().int(),
  before: Fen,
  after: Fen,
  done: z.number().int(),
  refused: z.number().int(),
  createdAt: Instant,
  createdBy: z.string(),
  confirmedAt: Instant.optional(),
  confirmedBy: z.string().optional(),
})
export type BulkJob = z.infer<typeof BulkJob>

/**
 * One bill or fee item of it: what it is and becomes (fen, or price in 1/10,000 yuan; who pays), and why it cannot. Of 改缴费人
 * one without a period is the agreement of a room and fee item, one with it a bill of theirs.
 */
export const BulkItem = z.object({
  itemId: Id,
  feeItemId: Id.optional(),
  roomId: Id.optional(),
  code: z.string(),
  name: z.string(),
  period: Period.optional(),
  before: z.number().int(),
  after: z.number().int().optional(),
  payerBefore: z.string().optional(),
  payerAfter: z.string().optional(),
  problem: z.string().optional(),
  outcome: z.enum(['done', 'refused']).optional(),
})
export type BulkItem = z.infer<typeof BulkItem>
