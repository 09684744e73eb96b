import * as z from 'zod'
import { Nature } from '../billing/fee-schema'
import { CommunityId, Id } from '../ids'
import { Fen } from '../money'
import { Channel, JournalAccount, PostingKind } from '../payments/schema'
import { Instant, YearMonth } from '../time'
import { ExpenseCategory } from './expense-category'

/** 包干制: fees are revenue. 酬金制: they are the owners' money, which the office holds (物业服务收费管理办法 9). */
export const FeeRegime = z.enum(['lump_sum', 'held'])
export type FeeRegime = z.infer<typeof FeeRegime>
export const feeRegimeNames: Record<FeeRegime, string> = { lump_sum: '包干制', held: '酬金制' }

/** What a group of bills came to in a month, by posting date. Late fees are apart from principal. */
export const MonthFigures = z.object({
  /** Bills published less those voided. */
  billedFen: Fen,
  /** 期初欠费 that was brought along, less what was taken out again. */
  broughtFen: Fen,
  /** Principal that came in less what went back, from prepayments too. */
  receivedFen: Fen,
  /** Of it: for bills of this very month, for older ones, for months ahead. */
  receivedCurrentFen: Fen,
  receivedOldFen: Fen,
  receivedAheadFen: Fen,
  lateFeeFen: Fen,
  /** What was owed when the month began, and at its end. */
  openingArrearsFen: Fen,
  arrearsFen: Fen,
})
export type MonthFigures = z.infer<typeof MonthFigures>

/** How a channel's money was used; refunds are taken off. `movedFen` is what it moved: the account grew by it. */
export const ChannelFigures = z.object({
  channel: Channel,
  billsFen: Fen,
  lateFeeFen: Fen,
  prepaidFen: Fen,
  depositFen: Fen,
  otherFen: Fen,
  movedFen: Fen,
})
export type ChannelFigures = z.infer<typeof ChannelFigures>

export const AccountFigures = z.object({
  account: JournalAccount,
  openingFen: Fen,
  debitFen: Fen,
  creditFen: Fen,
  closingFen: Fen,
})
export type AccountFigures = z.infer<typeof AccountFigures>

/** The journal of a month by what was posted, where: net, debits above 0. They add up to 0 for each kind. */
export const JournalTotal = z.object({
  kind: PostingKind,
  account: JournalAccount,
  feeItemId: Id.optional(),
  channel: Channel.optional(),
  category: ExpenseCategory.optional(),
  amountFen: Fen,
})
export type JournalTotal = z.infer<typeof JournalTotal>

/** 月报: a month's books, made once when it is closed, from sealed postings alone. */
export const MonthReport = z.object({
  communityId: CommunityId,
  month: YearMonth,
  regime: FeeRegime,
  /** Postings with a posting date in this month; the journal's sequence and hash when it was closed. */
  postings: z.number().int(),
  seq: z.number().int(),
  hash: z.string(),
  whole: MonthFigures,
  items: z.array(MonthFigures.extend({ feeItemId: z.string(), name: z.string(), nature: Nature.optional() })),
  /** '' holds what belongs to no building. */
  buildings: z.array(MonthFigures.extend({ building: z.string() })),
  natures: z.array(MonthFigures.extend({ nature: Nature.optional() })),
  channels: z.array(ChannelFigures),
  /** 支出 by kind, less what was reversed; of it from 公共收益. Months from before they were kept have none. */
  expenses: z.array(z.object({ category: ExpenseCategory, spentFen: Fen, commonFen: Fen })).default([]),
  accounts: z.array(AccountFigures),
  totals: z.array(JournalTotal),
})
export type MonthReport = z.infer<typeof MonthReport>

/** asked: the sealer is on its way. closed: no posting gets into it any more. reported: its report is kept. */
export const ClosedMonth = z.object({
  communityId: CommunityId,
  month: YearMonth,
  state: z.enum(['asked', 'closed', 'reported']),
  askedAt: Instant,
  askedBy: z.object({ personId: Id, name: z.string() }),
  /** What was not in order when it was closed all the same. */
  warnings: z.array(z.string()),
  closedAt: Instant.optional(),
  seq: z.number().int().optional(),
  hash: z.string().optional(),
  postings: z.number().int().optional(),
  reportedAt: Instant.optional(),
  /** Of the report's text. */
  reportSha256: z.string().optional(),
})
export type ClosedMonth = z.infer<typeof ClosedMonth>
export const monthStateNames: Record<ClosedMonth['state'], string> = {
  asked: '正在结账',
  closed: '正在出月报',
  reported: '已结账',
}

/** What is looked at before a month is closed; `stops` must be 0 first, the others may stay if somebody says so. */
export const MonthCheck = z.object({
  name: z.enum(['ended', 'days', 'unsealed', 'drafts', 'differences']),
  count: z.number().int(),
  stops: z.boolean(),
})
export type MonthCheck = z.infer<typeof MonthCheck>
export const monthCheckNames: Record<MonthCheck['name'], string> = {
  ended: '这个月过完了',
  days: '收费员都已日结',
  unsealed: '收款都已登账',
  drafts: '没有等着出账的草稿',
  differences: '渠道对账没有差异',
}
