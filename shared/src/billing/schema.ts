import * as z from 'zod'
import { CommunityId, Id, OrderId } from '../ids'
import { Fen } from '../money'
import { BusinessDate, Instant } from '../time'
import { AtOnce } from './discounts'
import { BillLine, FeeItem, LateFeeTerms, Period, Rounding, Tariff } from './fee-schema'

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
 * 收费对象 of a bill: jointly liable owners (民法典 307), a tenant by agreement, or the developer; a `holder` has a space, a
 * vehicle or a contract, or is named as who pays a fee. `former` owes from the time before Linli and is known by name
 * alone: no person, and nobody's to see but the office's.
 */
export const Payer = z.object({
  kind: z.enum(['owners', 'tenant', 'developer', 'holder', 'former']),
  personIds: z.array(Id).max(20),
  /** Who is liable beside them: owners beside a tenant (物业管理条例 41), co-owners beside one who is named alone. */
  alsoLiable: z.array(Id).max(20).optional(),
  name: z.string(),
})
export type Payer = z.infer<typeof Payer>

/**
 * 户: what a bill is kept and shown under, with the code or name that stands for it: a room; or, for what belongs to no
 * room, whoever holds it (a person's id, or one made of the thing and a name).
 */
export const ChargedObject = z.object({ type: z.enum(['room', 'holder']), id: Id, code: z.string() })
export type ChargedObject = z.infer<typeof ChargedObject>

/** What of the household is charged, where that is not the room itself. */
export const ChargedThing = z.object({
  type: z.enum(['meter', 'space', 'vehicle', 'contract', 'stay', 'repair']),
  id: Id,
  name: z.string(),
  /** Of the register, when it was computed. */
  version: z.number().int().optional(),
  /** Beside which record its charged days stand, where that is not the household. */
  daysIn: Id.optional(),
  /** Its key in the register, where that is another than its id. */
  keptAs: Id.optional(),
})
export type ChargedThing = z.infer<typeof ChargedThing>

/**
 * 预缴: the bills that were issued together, in their order, with all that their discount is computed from: each bill keeps
 * it whole, so that anyone can recompute it years later.
 */
export const Purchase = z.object({
  purchaseId: Id,
  discount: AtOnce.optional(),
  rounding: Rounding,
  /** Months that a bill is of. */
  monthsEach: z.number().int(),
  bills: z.array(z.object({ billId: Id, amountFen: Fen })),
})
export type Purchase = z.infer<typeof Purchase>

/** What a draft and a bill share: one fee item × object × period, unique with its revision. */
export const Charge = z.object({
  billId: Id,
  communityId: CommunityId,
  object: ChargedObject,
  charged: ChargedThing.optional(),
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
  /** 按时缴优惠 of the day of issue: paid in full by the due date, in 1/100 %. */
  onTime: z.object({ rateBp: z.number().int(), rounding: Rounding }).optional(),
})
export type Charge = z.infer<typeof Charge>

/**
 * Money on a bill, or off it again by a refund (negative), on the day the channel moved it; or the credit of a negative
 * bill: off that one onto the bill that it corrects, or to a prepayment.
 */
export const BillMovement = z.object({
  date: BusinessDate,
  orderId: OrderId.optional(),
  creditOf: Id.optional(),
  principalFen: Fen,
  lateFeeFen: Fen,
  /** Of the principal, what was no money but 优惠. */
  discountFen: Fen.optional(),
})
export type BillMovement = z.infer<typeof BillMovement>

/** 有异议, from the day it was raised to the day it was settled; open without `to`. Late fee stands still meanwhile. */
export const Dispute = z.object({ from: BusinessDate, to: BusinessDate.optional(), reason: z.string() })
export type Dispute = z.infer<typeof Dispute>

/** Where the credit of a negative bill went: onto the bill that it corrects, and to the payer's prepayment. */
export const Credit = z.object({ toBillFen: Fen, lotFen: Fen, lotId: Id.optional() })
export type Credit = z.infer<typeof Credit>

/** What of a bill's money an invoice stands for, from its request until it is reversed or withdrawn. */
export const InvoicedPart = z.object({ invoiceId: Id, principalFen: Fen, lateFeeFen: Fen })
export type InvoicedPart = z.infer<typeof InvoicedPart>

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
  /** In the order they came; bills from before they were kept have none: see `movementsOf`. */
  movements: z.array(BillMovement).optional(),
  /** 违约金减免 */
  lateFeeWaivedFen: Fen.optional(),
  /** The open one, if any; settled ones below. */
  dispute: Dispute.optional(),
  disputes: z.array(Dispute).optional(),
  voidReason: z.string().optional(),
  replacesBillId: Id.optional(),
  /** 补差: the corrected amount of another bill less what that one and its earlier 补差 come to; may be negative. */
  adjusts: z.object({ billId: Id, reason: z.string() }).optional(),
  /** Its own 补差 in their order, void ones too. */
  adjustedBy: z.array(Id).optional(),
  credit: Credit.optional(),
  /** What of its money its own negative 补差 made a prepayment. */
  creditedAwayFen: Fen.optional(),
  /** 期初欠费: owed before billing began here; its amount was brought along and has no lines. `runId` is its confirmation. */
  opening: z.literal(true).optional(),
  /** 发票, the oldest first; `invoicedRev` counts their changes, which is what a request for the next one is held to. */
  invoiced: z.array(InvoicedPart).optional(),
  invoicedRev: z.number().int().optional(),
  purchase: Purchase.optional(),
})
export type Bill = z.infer<typeof Bill>

/** A bill as shown: with what is still due today, the late fee of today, and what paying all of it today takes off. */
export const BillView = Bill.extend({
  /** Tells bills of one collecting entity apart that different merchants collect: an order is of one. */
  merchantRef: z.string().optional(),
  dueFen: Fen,
  lateFeeFen: Fen,
  discountFen: Fen.optional(),
  overdueDays: z.number().int(),
})
export type BillView = z.infer<typeof BillView>

/** 收费标准 of a bill's line, with its ground: what a resident is charged by, and why that may be charged. */
export const BillStandard = z.object({
  ...Tariff.pick({
    tariffId: true,
    from: true,
    price: true,
    surchargeFen: true,
    tiers: true,
    bands: true,
    ground: true,
  }).shape,
  /** What the price is for. */
  per: z.enum(['month', 'season', 'time']),
})
export type BillStandard = z.infer<typeof BillStandard>

/** One bill as its household reads it; a standard for each tariff that its lines name. */
export const ExplainedBill = BillView.extend({ standards: z.array(BillStandard) })
export type ExplainedBill = z.infer<typeof ExplainedBill>
