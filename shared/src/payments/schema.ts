import * as z from 'zod'
import { ChargedObject, Payer } from '../billing/schema'
import { ExpenseCategory } from '../finance/expense-category'
import { CommunityId, Id, OrderId } from '../ids'
import { Fen } from '../money'
import { BusinessDate, Instant, YearMonth } from '../time'
import { AtDesk, Taken } from './at-desk-schema'
import { onlineRefund, PayerRefund } from './refund-state'

/** What the office takes at its desk. */
export const DeskChannel = z.enum(['cash', 'pos', 'transfer', 'cheque'])
export type DeskChannel = z.infer<typeof DeskChannel>

/** Providers that take money themselves and tell us of it by a signed notice. */
export const OnlineChannel = z.enum(['wechat', 'alipay'])
export type OnlineChannel = z.infer<typeof OnlineChannel>

/** Where money comes from: online, at the desk, or from what the payer had paid before. */
export const Channel = z.enum([...OnlineChannel.options, ...DeskChannel.options, 'bank_batch', 'prepayment'])
export type Channel = z.infer<typeof Channel>
export const channelNames: Record<Channel, string> = {
  wechat: '微信支付',
  alipay: '支付宝',
  cash: '现金',
  pos: '刷卡',
  transfer: '转账',
  cheque: '支票',
  bank_batch: '银行代扣',
  prepayment: '预存款抵扣',
}

export const OrderState = z.enum(['created', 'prepaid', 'paid', 'closed'])
export type OrderState = z.infer<typeof OrderState>

/** What an order's state is called, on its page and in the exported list. */
export const orderStateNames: Record<OrderState, string> = {
  created: '待付款',
  prepaid: '待付款',
  paid: '已到账',
  closed: '已关闭',
}

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
  /** 优惠 beside the principal, frozen with it: together they are what the bill loses. */
  discountFen: Fen.optional(),
  /** 优惠 of months that were bought together: it goes back with all of them. */
  purchaseId: Id.optional(),
  /** Something is still due after it: 部分缴费 at the desk. */
  leaves: z.literal('part_paid').optional(),
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
  /** Empty where it takes a deposit or prepayment. */
  shares: z.array(Share).max(40),
  takes: Taken.optional(),
  desk: AtDesk.optional(),
  /** 扫码收款 at the desk: whose screen showed the code; the money is in nobody's till. */
  shownBy: AtDesk.pick({ cashierId: true, cashierName: true }).optional(),
  /** 银行代扣: the line of the batch that it is. */
  bank: z.object({ batchId: Id, line: z.number().int() }).optional(),
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
  /** The day in whose books it stands; the sealer's. */
  postingDate: BusinessDate.optional(),
  /** Given back of paidFen, late fees included. */
  refundedFen: Fen.optional(),
  /** A person took the payment back: the channel had nothing. */
  reversed: z.boolean().optional(),
  /** On its way back or waiting for somebody's word: with refundedFen never above paidFen. */
  refundReservedFen: Fen.optional(),
  /** 代缴: paid by somebody who opened a card; `name` is what they called themselves. */
  byLink: z.object({ name: z.string().optional() }).optional(),
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
  discountFen: true,
})
export type RefundShare = z.infer<typeof RefundShare>

/**
 * 退款 the way the money came: of bills, or of what an order took in advance (no shares). At the desk it is done with the
 * record (`state` absent); online it goes through states, see refund-state.ts.
 */
export const Refund = z.object({
  refundId: Id,
  orderId: OrderId,
  communityId: CommunityId,
  channel: Channel,
  amountFen: Fen,
  shares: z.array(RefundShare),
  reason: z.string(),
  number: z.string().optional(),
  /** Who gave it back or asked for it; nobody where the payer did or the channel's console. */
  cashierId: Id.optional(),
  cashierName: z.string(),
  /** When it was given back or asked for. */
  at: Instant,
  receiptSerial: z.string().optional(),
  receiptCopies: z.number().int().optional(),
  /** 冲销: nothing went back, because the channel had taken nothing. */
  isReversal: z.literal(true).optional(),
  ...z.object(onlineRefund).partial().shape,
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

/** An order as its payer sees it: with what goes back of it, the newest last; payerRefundNames says how. */
export const PayerOrder = Order.extend({ refunds: z.array(PayerRefund).optional() })
export type PayerOrder = z.infer<typeof PayerOrder>

/** An order as the payer's question found it. */
export const CheckedOrder = PayerOrder.extend({
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

/** What my.tradePay takes: the trade that was made for this very payer. */
export const TradeToPay = z.object({ tradeNO: z.string() })
export type TradeToPay = z.infer<typeof TradeToPay>

/** What the app that asked opens its payment with; neither when there is nothing to open. */
export const Prepared = z.object({ pay: PayParams.optional(), trade: TradeToPay.optional() })
export type Prepared = z.infer<typeof Prepared>

/** Accounts of the journal. Debits are positive, credits negative; each posting adds up to 0. */
export const JournalAccount = z.enum([
  'receivable',
  'channel_cash',
  'prepayment',
  'revenue',
  'liability',
  'late_fee',
  'suspense',
  /** 优惠 that was given: it lessens what was earned. */
  'discount',
  /** 押金: owed back to who paid it. */
  'deposit',
  /** 期初: the other side of what was brought along. */
  'opening_balance',
  /** 支出 that the fees bear; what 公共收益 bears takes from its liability. */
  'expense',
  /** 长短款: cash that was counted and that no movement explains. */
  'cash_difference',
  /** 应退款: taken off bills and prepayments, and not with the payer yet. */
  'refund_payable',
  /** 手续费 that a channel kept of what it took: an expense, never the payer's. */
  'channel_fee',
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
  /** Of money spent: what on. */
  category: ExpenseCategory.optional(),
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
  /** What a negative bill credits: off it, onto the bill that it corrects or to a prepayment; or back again. */
  'credit',
  'expense',
  'expense_reversal',
  'till_difference',
  /** 优惠 of a payment, off the receivable; or back again with its refund. */
  'discount',
  /** An online refund is asked for: what it is of becomes owed to the payer. `refund` pays it. */
  'refund_start',
  /** It came to nothing: back again. */
  'refund_release',
  'channel_fee',
])
export type PostingKind = z.infer<typeof PostingKind>

export const postingKindNames: Record<PostingKind, string> = {
  publication: '出账',
  voiding: '账单作废冲销',
  settlement: '收款',
  refund: '退款',
  deposit: '收押金',
  deposit_return: '退押金',
  credit: '补差冲抵',
  discount: '优惠',
  suspense: '收到待查款',
  suspense_release: '待查款转出',
  opening: '期初余额',
  opening_reversal: '期初余额冲销',
  expense: '支出',
  expense_reversal: '支出冲销',
  till_difference: '现金长短款',
  refund_start: '受理退款',
  refund_release: '退款未成转回',
  channel_fee: '渠道手续费',
}

/** One balanced movement, append-only. seq, postingDate, hash and previousHash are the sealer's. */
export const Posting = z.object({
  postingId: Id,
  communityId: CommunityId,
  kind: PostingKind,
  at: Instant,
  valueDate: BusinessDate,
  /** Of money over the counter whose day was closed already: the till's next open day. */
  tillDate: BusinessDate.optional(),
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
