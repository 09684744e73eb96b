import * as z from 'zod'
import { ChargedObject, Payer } from '../billing/schema'
import { CommunityId, Id, OrderId } from '../ids'
import { Fen } from '../money'
import { BusinessDate, Instant, YearMonth } from '../time'

export const Channel = z.enum(['wechat'])
export type Channel = z.infer<typeof Channel>
export const channelNames: Record<Channel, string> = { wechat: '微信支付' }

export const OrderState = z.enum(['created', 'prepaid', 'paid', 'closed'])
export type OrderState = z.infer<typeof OrderState>

/** What one bill gets from the order: frozen when the order is made, so that paying after midnight changes nothing. */
export const Share = z.object({
  billId: Id,
  object: ChargedObject,
  feeItemId: Id,
  feeItemName: z.string(),
  period: z.object({ from: BusinessDate, to: BusinessDate }),
  payer: Payer,
  /** 「89.50 m² × 2.30 元」, for the receipt. */
  computation: z.string().optional(),
  /** 期初欠费: received for old arrears, not for the month of its period. */
  opening: z.literal(true).optional(),
  /** What was still due on the bill: the settlement's condition on it. */
  expectedPaidFen: Fen,
  principalFen: Fen,
  lateFeeFen: Fen,
})
export type Share = z.infer<typeof Share>

/** 支付单: one attempt to pay ≤ 40 bills of one community through one channel and merchant. */
export const Order = z.object({
  orderId: OrderId,
  communityId: CommunityId,
  communityName: z.string(),
  entityId: Id,
  merchantRef: z.string(),
  channel: Channel,
  accountId: Id,
  state: OrderState,
  amountFen: Fen,
  shares: z.array(Share).min(1).max(40),
  createdAt: Instant,
  /** Also the time_expire that the channel holds. */
  expiresAt: Instant,
  paidAt: Instant.optional(),
  paidFen: Fen.optional(),
  transactionId: z.string().optional(),
  /** Money that found its bill already settled or void: kept as a prepayment of this payer. */
  prepaidFen: Fen.optional(),
  /** Valid money whose notice does not match the order: held until a person or a matching query settles it. */
  suspended: z.boolean().optional(),
  receiptSerial: z.string().optional(),
})
export type Order = z.infer<typeof Order>

/** An order as the office sees it: with who received the money, as the channel knows them. */
export const OfficeOrder = Order.extend({ entityName: z.string(), mchid: z.string() })
export type OfficeOrder = z.infer<typeof OfficeOrder>

/** An order as the payer's question found it. */
export const CheckedOrder = Order.extend({
  /** The channel answered just now that nobody has paid; absent while it is silent, or a payment is under way. */
  unpaid: z.literal(true).optional(),
})
export type CheckedOrder = z.infer<typeof CheckedOrder>

/** What wx.requestPayment takes; signed by the merchant's key. */
export const PayParams = z.object({
  appId: z.string(),
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string(),
  signType: z.literal('RSA'),
  paySign: z.string(),
})
export type PayParams = z.infer<typeof PayParams>

export const ReceiptLine = z.object({
  object: ChargedObject,
  feeItemName: z.string(),
  period: z.object({ from: BusinessDate, to: BusinessDate }),
  payerName: z.string(),
  /** 「89.50 m² × 2.30 元」 */
  computation: z.string().optional(),
  principalFen: Fen,
  lateFeeFen: Fen,
})

/** 收款收据. `serial` comes from the sealer, without gaps per community and year; until then 编号生成中. */
export const Receipt = z.object({
  orderId: OrderId,
  communityId: CommunityId,
  communityName: z.string(),
  entityName: z.string(),
  entityUscc: z.string(),
  serial: z.string().optional(),
  lines: z.array(ReceiptLine),
  prepaidFen: Fen,
  amountFen: Fen,
  /** 人民币大写 */
  amountText: z.string(),
  paidBy: z.string(),
  channel: Channel,
  transactionId: z.string(),
  paidAt: Instant,
})
export type Receipt = z.infer<typeof Receipt>

/** Accounts of the journal. Debits are positive, credits negative; each posting adds up to 0. */
export const JournalAccount = z.enum([
  'receivable',
  'channel_cash',
  'prepayment',
  'revenue',
  'liability',
  'late_fee',
  'suspense',
  /** 押金: owed back to who paid it. */
  'deposit',
  /** 期初: the other side of what was brought along. */
  'opening_balance',
])
export type JournalAccount = z.infer<typeof JournalAccount>

export const JournalLine = z.object({
  account: JournalAccount,
  amountFen: Fen,
  feeItemId: Id.optional(),
  billId: Id.optional(),
  objectId: Id.optional(),
  /** Of a receivable: the month its bill's period begins in; none for 期初欠费, which counts as old arrears (历欠). */
  month: YearMonth.optional(),
  channel: Channel.optional(),
})
export type JournalLine = z.infer<typeof JournalLine>

export const PostingKind = z.enum([
  'publication',
  'voiding',
  'settlement',
  'suspense',
  'suspense_release',
  'opening',
  'opening_reversal',
])
export type PostingKind = z.infer<typeof PostingKind>

/** One balanced movement, append-only. seq, postingDate, hash and previousHash are the sealer's. */
export const Posting = z.object({
  postingId: Id,
  communityId: CommunityId,
  kind: PostingKind,
  at: Instant,
  valueDate: BusinessDate,
  sourceId: z.string(),
  orderId: OrderId.optional(),
  lines: z.array(JournalLine).min(2),
  /** Given by the sealer, in order and without gaps. */
  seq: z.number().int().optional(),
  postingDate: BusinessDate.optional(),
  receiptSerial: z.string().optional(),
  previousHash: z.string().optional(),
  hash: z.string().optional(),
})
export type Posting = z.infer<typeof Posting>

const lot = { lotId: Id, communityId: CommunityId, amountFen: Fen, leftFen: Fen, createdAt: Instant }

/** Late or duplicate money of an account, with its source order; refundable the way it came. */
export const PaidLot = z.object({
  ...lot,
  reason: z.enum(['bill_settled', 'duplicate']),
  accountId: Id,
  orderId: OrderId,
  channel: Channel,
})
export type PaidLot = z.infer<typeof PaidLot>

/** 期初预存: brought along by whoever paid it before Linli, without order or channel; it belongs to the payer of a room. */
export const OpeningLot = z.object({
  ...lot,
  reason: z.literal('opening'),
  object: ChargedObject,
  payer: Payer,
  /** 预存 for one fee item, as the sheet said. */
  feeItemName: z.string().optional(),
  reversedAt: Instant.optional(),
})
export type OpeningLot = z.infer<typeof OpeningLot>

/** 预存款 */
export const PrepaymentLot = z.discriminatedUnion('reason', [PaidLot, OpeningLot])
export type PrepaymentLot = z.infer<typeof PrepaymentLot>

export const DepositState = z.enum(['held', 'reversed'])
export type DepositState = z.infer<typeof DepositState>
export const depositStateNames: Record<DepositState, string> = { held: '在押', reversed: '已冲销' }

/** 押金 that the office holds for a payer: 装修押金, 水卡押金. */
export const Deposit = z.object({
  depositId: Id,
  communityId: CommunityId,
  object: ChargedObject,
  name: z.string(),
  payer: Payer,
  amountFen: Fen,
  state: DepositState,
  /** As the sheet said: when it was paid, and the number of the paper receipt. */
  paidOn: BusinessDate.optional(),
  receiptNumber: z.string().optional(),
  createdAt: Instant,
  reversedAt: Instant.optional(),
})
export type Deposit = z.infer<typeof Deposit>

export const DifferenceKind = z.enum([
  'CHANNEL_MISSING',
  'LOCAL_MISSING',
  'AMOUNT_MISMATCH',
  'STATUS_MISMATCH',
  'REFUND_MISMATCH',
  'DUPLICATE',
])
export const Difference = z.object({
  kind: DifferenceKind,
  orderId: z.string(),
  transactionId: z.string().optional(),
  localFen: Fen.optional(),
  channelFen: Fen.optional(),
})
export type Difference = z.infer<typeof Difference>

/** One merchant's day: our settlements by value date against the channel's bill. */
export const Reconciliation = z.object({
  merchantRef: z.string(),
  date: BusinessDate,
  channelCount: z.number().int(),
  channelFen: Fen,
  localCount: z.number().int(),
  localFen: Fen,
  /** Trades of other software on the same merchant: totalled, not compared. */
  foreignCount: z.number().int(),
  foreignFen: Fen,
  differences: z.array(Difference),
  fileSha1: z.string().optional(),
  finishedAt: Instant,
})
export type Reconciliation = z.infer<typeof Reconciliation>
