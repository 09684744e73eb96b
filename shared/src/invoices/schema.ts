import * as z from 'zod'
import { ChargedObject } from '../billing/schema'
import { CommunityId, Id } from '../ids'
import { Fen, PositiveFen } from '../money'
import { BusinessDate, Instant } from '../time'
import { TaxNumber } from './tax-number'

const name = z.string().trim().min(1, '请填写抬头').max(100)
const optional = (most: number) => z.string().trim().min(1).max(most).optional()

/** 抬头: who an invoice is made out to. */
export const Buyer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('personal'), name }),
  z.object({
    kind: z.literal('company'),
    name,
    taxNumber: TaxNumber,
    address: optional(100),
    phone: optional(30),
    bank: optional(100),
    bankAccount: optional(40),
  }),
])
export type Buyer = z.infer<typeof Buyer>

export const InvoiceTitle = z.object({ titleId: Id, buyer: Buyer, isDefault: z.boolean() })
export type InvoiceTitle = z.infer<typeof InvoiceTitle>

/** One kind of title is enough to see which it is: its name and, of a company, its number. */
export const mostTitles = 20

export const InvoiceState = z.enum(['requested', 'issuing', 'issued', 'failed', 'red_pending', 'reversed', 'withdrawn'])
export type InvoiceState = z.infer<typeof InvoiceState>

/** What the office looks through: `waiting` needs a person, `working` goes on by itself. */
export const InvoiceGroup = z.enum(['waiting', 'working', 'issued', 'reversed', 'withdrawn'])
export type InvoiceGroup = z.infer<typeof InvoiceGroup>

/** A bill's principal, or its late fee: 价外费用, of the item's own rate (增值税暂行条例 6). Gross = net + tax. */
export const InvoiceLine = z.object({
  billId: Id,
  object: ChargedObject,
  feeItemId: Id,
  feeItemName: z.string(),
  kind: z.enum(['principal', 'late_fee']),
  period: z.object({ from: BusinessDate, to: BusinessDate }),
  taxCode: z.string(),
  /** In 1/100 %. */
  taxRateBp: z.number().int().min(0).max(10_000),
  grossFen: PositiveFen,
  netFen: Fen,
  taxFen: Fen,
})
export type InvoiceLine = z.infer<typeof InvoiceLine>

export const RedState = z.enum(['pending', 'confirmed', 'lapsed', 'refused'])
export type RedState = z.infer<typeof RedState>

/** 红字信息确认单: a number of its own each time, because one that lapsed is over. */
export const RedConfirmation = z.object({
  redId: Id,
  state: RedState,
  cause: z.enum(['office', 'refund']),
  reason: z.string(),
  requestedAt: Instant,
  endedAt: Instant.optional(),
  /** What the platform said where it refused. */
  refusal: z.string().optional(),
  /** Of the red invoice. */
  number: z.string().optional(),
})
export type RedConfirmation = z.infer<typeof RedConfirmation>

/** 数电票, of one collecting entity. Neither item nor amount is ever altered: it is reversed, and issued again. */
export const Invoice = z.object({
  invoiceId: Id,
  communityId: CommunityId,
  entityId: Id,
  sellerName: z.string(),
  sellerTaxNumber: z.string(),
  state: InvoiceState,
  buyer: Buyer,
  lines: z.array(InvoiceLine).min(1).max(80),
  grossFen: PositiveFen,
  netFen: Fen,
  taxFen: Fen,
  requestedAt: Instant,
  requestedBy: z.enum(['payer', 'office', 'system']),
  /** 数电票号码, 20 digits. */
  number: z.string().optional(),
  issuedAt: Instant.optional(),
  /** Why the platform refused it, or why it was withdrawn. */
  problem: z.string().optional(),
  red: RedConfirmation.optional(),
  /** After its reversal what is left of the payments is issued again. */
  reissue: z.boolean().optional(),
  replacesId: Id.optional(),
  replacedById: Id.optional(),
  version: z.number().int(),
})
export type Invoice = z.infer<typeof Invoice>

/** Why a bill cannot be invoiced. */
export const NotInvoiceable = z.enum(['deposit', 'collected', 'off', 'no_tax', 'nothing'])
export type NotInvoiceable = z.infer<typeof NotInvoiceable>

/** What may be invoiced of a bill now: received, and in no invoice yet. */
export const InvoiceableBill = z.object({
  billId: Id,
  object: ChargedObject,
  feeItemName: z.string(),
  period: z.object({ from: BusinessDate, to: BusinessDate }),
  entityId: Id,
  payerName: z.string(),
  principalFen: Fen,
  lateFeeFen: Fen,
  refusal: NotInvoiceable.optional(),
})
export type InvoiceableBill = z.infer<typeof InvoiceableBill>

export const DocumentFormat = z.enum(['pdf', 'ofd'])
export type DocumentFormat = z.infer<typeof DocumentFormat>

/** Ids of some bills of one household, with commas between. */
export const BillIds = z
  .string()
  .max(1200)
  .transform(text => text.split(','))
  .pipe(z.array(Id).min(1).max(40))
