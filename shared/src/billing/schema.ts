import * as z from 'zod'
import { CommunityId, Id, OrderId } from '../ids'
import { Fen } from '../money'
import { BusinessDate, Instant } from '../time'
import { BillLine, FeeItem, LateFeeTerms, Period, Tariff } from './fee-schema'

export const BillState = z.enum(['published', 'part_paid', 'paid', 'void'])
export type BillState = z.infer<typeof BillState>
/** A draft lives under its run and has no state of its own until it is published. */
export const billStateNames: Record<BillState, string> = {
  published: '待缴',
  part_paid: '部分已缴',
  paid: '已缴',
  void: '作废',
}

/**
 * 收费对象 of a bill: jointly liable owners (民法典 307), a tenant by agreement, or the developer. `former` owes from the time
 * before Linli and is known by name alone: no person, and nobody's to see but the office's.
 */
export const Payer = z.object({
  kind: z.enum(['owners', 'tenant', 'developer', 'former']),
  personIds: z.array(Id).max(20),
  /** Who is liable beside them: owners beside a tenant (物业管理条例 41), co-owners beside one who is named alone. */
  alsoLiable: z.array(Id).max(20).optional(),
  name: z.string(),
})
export type Payer = z.infer<typeof Payer>

/** The charged object. Spaces, vehicles, meters and contracts join this union later. */
export const ChargedObject = z.object({ type: z.literal('room'), id: Id, code: z.string() })
export type ChargedObject = z.infer<typeof ChargedObject>

/** What a draft and a bill share: one fee item × object × period, unique with its revision. */
export const Charge = z.object({
  billId: Id,
  communityId: CommunityId,
  object: ChargedObject,
  feeItemId: Id,
  feeItemName: z.string(),
  nature: FeeItem.shape.nature,
  entityId: Id,
  period: Period,
  rev: z.number().int().min(0),
  payer: Payer,
  lines: z.array(BillLine),
  amountFen: Fen,
  dueDate: BusinessDate,
  /** 违约金 terms of the day of issue; null: none is charged. */
  lateFee: LateFeeTerms.nullable(),
})
export type Charge = z.infer<typeof Charge>

/** 账单. Never edited: void with a reason, and issue rev + 1. `payingOrderId` only stops a second order. */
export const Bill = Charge.extend({
  state: BillState,
  paidFen: Fen,
  lateFeePaidFen: Fen,
  publishedAt: Instant,
  runId: Id,
  payingOrderId: OrderId.optional(),
  payingUntil: Instant.optional(),
  paidAt: Instant.optional(),
  paidOrderId: OrderId.optional(),
  voidReason: z.string().optional(),
  replacesBillId: Id.optional(),
  /** 期初欠费: owed before billing began here; its amount was brought along and has no lines. `runId` is its confirmation. */
  opening: z.literal(true).optional(),
})
export type Bill = z.infer<typeof Bill>

/** A bill as shown: with what is still due today and the late fee of today. */
export const BillView = Bill.extend({ dueFen: Fen, lateFeeFen: Fen, overdueDays: z.number().int() })
export type BillView = z.infer<typeof BillView>

/** 收费标准 of a bill's line, with its ground: what a resident is charged by, and why that may be charged. */
export const BillStandard = z.object({
  ...Tariff.pick({ tariffId: true, from: true, price: true, surchargeFen: true, ground: true }).shape,
  /** What the price is for. */
  per: z.enum(['month', 'season', 'time']),
})
export type BillStandard = z.infer<typeof BillStandard>

/** One bill as its household reads it; a standard for each tariff that its lines name. */
export const ExplainedBill = BillView.extend({ standards: z.array(BillStandard) })
export type ExplainedBill = z.infer<typeof ExplainedBill>

/** Why a draft wants a look before it is published (UI §7 出账核对). `failed` blocks the run. */
export const Flag = z.enum(['failed', 'zero', 'jump', 'new'])
export type Flag = z.infer<typeof Flag>
export const flagNames: Record<Flag, string> = {
  failed: '算不出',
  zero: '为零',
  jump: '比上期变化超过 30%',
  new: '新房',
}

export const Draft = z.object({
  draftId: Id,
  charge: Charge.optional(),
  object: ChargedObject,
  feeItemId: Id,
  feeItemName: z.string(),
  period: Period,
  amountFen: Fen,
  previousFen: Fen.optional(),
  flags: z.array(Flag),
  problem: z.string().optional(),
})
export type Draft = z.infer<typeof Draft>

export const RunState = z.enum(['computing', 'ready', 'publishing', 'published', 'discarded', 'failed'])
export type RunState = z.infer<typeof RunState>

export const ItemTotal = z.object({
  feeItemId: Id,
  name: z.string(),
  count: z.number().int(),
  amountFen: Fen,
  previousFen: Fen,
})

/** Rooms of a batch, the first few by name. */
const SomeRooms = z.object({ count: z.number().int(), codes: z.array(z.string()) })

/** Days that a voided bill gave back and that no bill covers since; none of this batch's window. */
export const VoidedGap = z.object({ roomId: Id, code: z.string(), feeItemName: z.string(), period: Period })
export type VoidedGap = z.infer<typeof VoidedGap>

/** 出账批次: computes drafts for a window, is reviewed by a person, and published once. */
export const BillingRun = z.object({
  runId: Id,
  communityId: CommunityId,
  from: BusinessDate,
  to: BusinessDate,
  feeItemIds: z.array(Id).min(1).max(20),
  roomIds: z.array(Id).max(100).optional(),
  state: RunState,
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  count: z.number().int(),
  amountFen: Fen,
  previousFen: Fen,
  flags: z.record(Flag, z.number().int()),
  byItem: z.array(ItemTotal),
  createdAt: Instant,
  createdBy: z.string(),
  publishedAt: Instant.optional(),
  publishedBy: z.string().optional(),
  /** Computed from rooms that have changed since: what is told before publication. */
  changedRooms: SomeRooms.optional(),
  /** Fee items that have changed since the drafts were computed: publication is refused until they are computed anew. */
  changedItems: z.array(z.string()).optional(),
  /** Held back by the last publication, because their rooms had changed: they wait to be computed anew. */
  heldBack: SomeRooms.extend({ bills: z.number().int(), amountFen: Fen }).optional(),
  /** Bills that earlier publications of this batch have issued; `count` is of the drafts that are left. */
  issued: z.object({ count: z.number().int(), amountFen: Fen }).optional(),
  voidedGaps: z.object({ count: z.number().int(), first: z.array(VoidedGap) }).optional(),
})
export type BillingRun = z.infer<typeof BillingRun>

export const FeeItemWithTariffs = FeeItem.extend({ tariffs: z.array(Tariff), version: z.number().int() })
export type FeeItemWithTariffs = z.infer<typeof FeeItemWithTariffs>
