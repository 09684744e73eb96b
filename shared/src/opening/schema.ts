import * as z from 'zod'
import { Period } from '../billing/fee-schema'
import { ChargedObject, Payer } from '../billing/schema'
import { CommunityId, Id } from '../ids'
import { Fen, PositiveFen } from '../money'
import { BusinessDate, Instant } from '../time'

/** 期初余额 by what it becomes: a bill, a prepayment lot, a deposit. */
export const OpeningKind = z.enum(['arrears', 'prepayment', 'deposit'])
export type OpeningKind = z.infer<typeof OpeningKind>
export const openingKindNames: Record<OpeningKind, string> = {
  arrears: '期初欠费',
  prepayment: '期初预存',
  deposit: '押金',
}

export const OpeningState = z.enum(['draft', 'confirmed', 'discarded', 'reversed'])
export type OpeningState = z.infer<typeof OpeningState>
export const openingStateNames: Record<OpeningState, string> = {
  draft: '待确认',
  confirmed: '已入账',
  discarded: '已弃用',
  reversed: '已冲销',
}

/**
 * One opening balance as an import brought it. Nothing is posted until the accountant confirms; then `draftId` is also the
 * id of the bill, lot or deposit that it became.
 */
export const OpeningDraft = z.object({
  draftId: Id,
  communityId: CommunityId,
  kind: OpeningKind,
  state: OpeningState,
  importId: Id,
  object: ChargedObject,
  building: z.string(),
  /** The fee item's name, or what the deposit is for. */
  itemName: z.string(),
  feeItemId: Id.optional(),
  /** Of arrears. */
  period: Period.optional(),
  amountFen: PositiveFen,
  /** Who incurred it; whoever owns the room now only where they did. */
  payer: Payer,
  paidOn: BusinessDate.optional(),
  receiptNumber: z.string().optional(),
  createdAt: Instant,
  /** Why it was discarded or reversed. */
  reason: z.string().optional(),
  confirmationId: Id.optional(),
})
export type OpeningDraft = z.infer<typeof OpeningDraft>

export const CountAndSum = z.object({ count: z.number().int(), amountFen: Fen })
export type CountAndSum = z.infer<typeof CountAndSum>

/** Drafts by building and item: what waits, and what is confirmed. */
export const OpeningTotal = z.object({
  kind: OpeningKind,
  building: z.string(),
  itemName: z.string(),
  draft: CountAndSum,
  confirmed: CountAndSum,
})
export type OpeningTotal = z.infer<typeof OpeningTotal>

/** The sums that the accountant looked at: a confirmation counts for exactly these. */
export const OpeningSums = z.object({ arrears: CountAndSum, prepayment: CountAndSum, deposit: CountAndSum })
export type OpeningSums = z.infer<typeof OpeningSums>

export const ConfirmationState = z.enum(['checking', 'posting', 'done', 'refused'])
export type ConfirmationState = z.infer<typeof ConfirmationState>

/**
 * 期初确认: drafts become bills, lots and deposits with their postings, each once. `refused`: what was found did not add up
 * to what was confirmed, and nothing was posted.
 */
export const OpeningConfirmation = z.object({
  confirmationId: Id,
  communityId: CommunityId,
  state: ConfirmationState,
  sums: OpeningSums,
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  /** Drafts that were discarded or taken back after the check: they stay out of the books. */
  leftOut: z.number().int().optional(),
  problem: z.string().optional(),
  startedAt: Instant,
  startedBy: z.string(),
  finishedAt: Instant.optional(),
})
export type OpeningConfirmation = z.infer<typeof OpeningConfirmation>

/** 历史缴费: a payment of past years as the old books had it; a negative amount is a reversal. In no total and no figure. */
export const HistoryRow = z.object({
  historyId: Id,
  communityId: CommunityId,
  object: ChargedObject,
  itemName: z.string(),
  period: Period.optional(),
  paidOn: BusinessDate.optional(),
  dueFen: Fen.optional(),
  paidFen: Fen,
  payerName: z.string().optional(),
  cashier: z.string().optional(),
  number: z.string().optional(),
  note: z.string().optional(),
})
export type HistoryRow = z.infer<typeof HistoryRow>

/** 已缴至 of a room and fee item, as it was brought along. */
export const RoomPaidThrough = z.object({ feeItemId: Id, itemName: z.string(), paidThrough: BusinessDate })
export type RoomPaidThrough = z.infer<typeof RoomPaidThrough>
