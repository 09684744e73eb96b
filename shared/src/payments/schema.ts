import * as z from 'zod'
import { ChargedObject, Payer } from '../billing/schema'
import { CommunityId, Id, OrderId } from '../ids'
import { Fen } from '../money'
import { BusinessDate, Instant, YearMonth } from '../time'

/** What the office takes at its desk. */
export const DeskChannel = z.enum(['cash', 'pos', 'transfer', 'cheque'])
export type DeskChannel = z.infer<typeof DeskChannel>

/** Where money comes from: online, at the desk, or from what the payer had paid before. */
export const Channel = z.enum(['wechat', ...DeskChannel.options, 'prepayment'])
export type Channel = z.infer<typeof Channel>
export const channelNames: Record<Channel, string> = {
  wechat: '微信支付',
  cash: '现金',
  pos: '刷卡',
  transfer: '转账',
  cheque: '支票',
  prepayment: '预存款抵扣',
}

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
  /** The same of its late fee; absent in older orders. */
  expectedLateFeePaidFen: Fen.optional(),
  principalFen: Fen,
  lateFeeFen: Fen,
  /** Something is still due after it: 部分缴费 at the desk. */
  leaves: z.literal('part_paid').optional(),
})
export type Share = z.infer<typeof Share>

/** What an order takes that is no bill: 预存 for a room, 押金. `id` is the lot or deposit that it makes. */
export const Taken = z.object({
  kind: z.enum(['prepayment', 'deposit']),
  id: Id,
  object: ChargedObject,
  payer: Payer,
  name: z.string(),
  feeItemId: Id.optional(),
})
export type Taken = z.infer<typeof Taken>

/** Who took an order's money at the desk, the channel's own number (POS slip, bank serial, cheque), and the cash given. */
export const AtDesk = z.object({
  cashierId: Id,
  cashierName: z.string(),
  number: z.string().optional(),
  tenderedFen: Fen.optional(),
})
export type AtDesk = z.infer<typeof AtDesk>

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
  /** Empty where it takes a deposit or prepayment. */
  shares: z.array(Share).max(40),
  takes: Taken.optional(),
  desk: AtDesk.optional(),
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
  /** Given back of paidFen, late fees included. */
  refundedFen: Fen.optional(),
})
export type Order = z.infer<typeof Order>

/** What of a bill's payment went back; amounts above 0. */
export const RefundShare = Share.pick({
  billId: true,
  object: true,
  feeItemId: true,
  feeItemName: true,
  period: true,
  payer: true,
  opening: true,
  principalFen: true,
  lateFeeFen: true,
})
export type RefundShare = z.infer<typeof RefundShare>

/** 退款 at the desk, the way the money came: of bills, or of what an order took in advance (no shares). */
export const Refund = z.object({
  refundId: Id,
  orderId: OrderId,
  communityId: CommunityId,
  channel: Channel,
  amountFen: Fen,
  shares: z.array(RefundShare),
  reason: z.string(),
  number: z.string().optional(),
  cashierId: Id,
  cashierName: z.string(),
  at: Instant,
  receiptSerial: z.string().optional(),
  receiptCopies: z.number().int().optional(),
})
export type Refund = z.infer<typeof Refund>

/** An order as the office sees it: with who received the money, as the channel knows them, who paid, what went back. */
export const OfficeOrder = Order.extend({
  entityName: z.string(),
  mchid: z.string(),
  paidBy: z.string(),
  refunds: z.array(Refund).optional(),
})
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
  /** None for 预存 and 押金. */
  period: z.object({ from: BusinessDate, to: BusinessDate }).optional(),
  payerName: z.string(),
  /** 「89.50 m² × 2.30 元」 */
  computation: z.string().optional(),
  principalFen: Fen,
  lateFeeFen: Fen,
})

/** What a receipt is printed on: a page, or a roll of 80 mm. */
export const ReceiptPaper = z.enum(['a4', 'slip'])
export type ReceiptPaper = z.infer<typeof ReceiptPaper>

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
  /** The channel's own number; cash has none. */
  transactionId: z.string().optional(),
  paidAt: Instant,
  /** What of it went back since. */
  refundedFen: Fen.optional(),
  /** 收款人; nobody online. */
  cashierName: z.string().optional(),
  /** 押金收据, of a series of its own. */
  isDeposit: z.literal(true).optional(),
  /** Of a red receipt (红字收据): which refund it is of, the receipt that it takes back, and why. Its amounts are negative. */
  red: z.object({ refundId: Id, ofSerial: z.string().optional(), reason: z.string() }).optional(),
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
  'refund',
  'deposit',
  'deposit_return',
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

/** What was taken of a lot later: for a bill, or given back. */
export const LotMovement = z.object({
  date: BusinessDate,
  kind: z.enum(['used', 'refunded']),
  amountFen: Fen,
  sourceId: z.string(),
})
export type LotMovement = z.infer<typeof LotMovement>

/** 期初预存: brought along by whoever paid it before Linli, without order or channel; it belongs to the payer of a room. */
export const OpeningLot = z.object({
  ...lot,
  reason: z.literal('opening'),
  object: ChargedObject,
  payer: Payer,
  /** 预存 for one fee item, as the sheet said. */
  feeItemName: z.string().optional(),
  reversedAt: Instant.optional(),
  movements: z.array(LotMovement).optional(),
})
export type OpeningLot = z.infer<typeof OpeningLot>

/** 预存 at the desk for a room, by whoever stood there (its order's paidBy); it pays the bills of `payer`. */
export const DeskLot = z.object({
  ...lot,
  reason: z.literal('desk'),
  object: ChargedObject,
  payer: Payer,
  orderId: OrderId,
  channel: Channel,
  /** Whose money it is held with: it pays the bills of this collecting entity. */
  entityId: Id,
  /** For one fee item alone. */
  feeItemId: Id.optional(),
  feeItemName: z.string().optional(),
  movements: z.array(LotMovement).optional(),
})
export type DeskLot = z.infer<typeof DeskLot>

/** 预存款 */
export const PrepaymentLot = z.discriminatedUnion('reason', [PaidLot, OpeningLot, DeskLot])
export type PrepaymentLot = z.infer<typeof PrepaymentLot>

export const DepositState = z.enum(['held', 'returned', 'reversed'])
export type DepositState = z.infer<typeof DepositState>
export const depositStateNames: Record<DepositState, string> = { held: '在押', returned: '已退', reversed: '已冲销' }

/** How a deposit went back: against its receipt, or a declaration that it is lost; what was kept of it, and why. */
export const DepositReturn = z.object({
  at: Instant,
  refundFen: Fen,
  deductedFen: Fen,
  reason: z.string().optional(),
  proof: z.enum(['receipt', 'loss']),
  channel: DeskChannel,
  number: z.string().optional(),
  cashierName: z.string(),
})
export type DepositReturn = z.infer<typeof DepositReturn>

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
  /** Taken at the desk: the order that is its receipt. One that was brought along has none. */
  orderId: OrderId.optional(),
  channel: DeskChannel.optional(),
  returned: DepositReturn.optional(),
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
