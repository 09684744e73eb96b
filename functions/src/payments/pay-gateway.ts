import type { KeyObject } from 'node:crypto'
import type { Prepared } from '@linli/shared/payments/schema'

/** What a channel tells of an order, in its notice or asked, alike for all providers. Amounts in fen. */
export type Trade = {
  orderId: string
  transactionId: string | undefined
  /** `refunded`: it was paid, and something of it went back. */
  state: 'paid' | 'refunded' | 'under_way' | 'unpaid'
  /** Who received the money, as the provider numbers them. */
  mchid: string
  /** Absent where the provider does not say. */
  appid: string | undefined
  /** What was asked of the payer, never what their vouchers left of it. */
  amountFen: number | undefined
  currency: string | undefined
  /** Of all its refunds up to now, where the provider says so. */
  refundedFen?: number
  /** An instant. */
  paidAt: string | undefined
  /** What the provider said, as it came: kept as evidence where it does not fit. */
  said: unknown
}

/**
 * One line of a trade bill, alike for all providers. Amounts in fen: 订单金额 and 申请退款金额, not what the payer's vouchers
 * left. `feeMilli` is 手续费 in 1/1000 fen, exactly as the bill tells it: below 0 where it comes back with a refund.
 */
export type TradeBillLine = {
  /** out_trade_no, also of a refund's payment. */
  orderId: string
  transactionId: string
  /** `undone`: a trade that the channel lists and that moved nothing in the end. */
  kind: 'payment' | 'refund' | 'undone'
  amountFen: number
  /** Ours (out_refund_no); '' of a payment. */
  refundNo: string
  feeMilli: number
}
/** A bill that was read to its end: `hash` is the one that the channel gave, where it gives one. */
export type TradeBill = { hash?: string; lines: number }

/** An order as a code or a page shows it to whoever pays; nothing is paid after `expiresAt`. */
export type QrInput = { orderId: string; description: string; amountFen: number; expiresAt: string }
export type PrepayInput = QrInput & { openid: string }

export type RefundInput = {
  orderId: string
  transactionId: string
  /** Ours: repeated, it is the same refund. */
  outRefundNo: string
  amountFen: number
  /** All of the payment that it is of. */
  totalFen: number
  reason: string
}

/**
 * What a channel says of a refund. `processing`: accepted, not there yet. `abnormal`: left the merchant and did not reach
 * the payer; not final. `closed`: final, nothing went back.
 */
export type ChannelRefund = {
  outRefundNo: string
  state: 'processing' | 'succeeded' | 'closed' | 'abnormal'
  amountFen: number
  channelRefundId?: string
  /** The payment that it is of, where the provider says. */
  transactionId?: string
  /** Instants. `acceptedAt`: the bill of its day has the refund. */
  acceptedAt?: string
  succeededAt?: string
}

/** The same, told unasked by a notice: with the order and merchant that it names. */
export type RefundNews = ChannelRefund & { orderId: string; transactionId: string; mchid: string; said: unknown }

/** Where an abnormal refund goes instead (申请退款异常处理): the payer's bank card, or the merchant's own account. */
export type AbnormalWay = { to: 'payer_card'; bankType: string; account: string; realName: string } | { to: 'merchant' }

/**
 * A payment provider, outgoing: one merchant each call. Every call has a time-out; an answer whose signature fails counts as
 * no answer. Only the files of a provider (wechat-*.ts) know its wire.
 */
export type PayGateway = {
  /**
   * JSAPI prepay of one order, or its trade for this payer in Alipay; repeating the identical request is safe. Throws payments.channel_down,
   * payments.channel_refused (with a sentence that says what to do), payments.order_closed.
   */
  prepay(merchantRef: string, input: PrepayInput): Promise<Prepared>
  /** The truth about an order; `unknown_order` when the channel never saw it. Throws payments.channel_down. */
  query(merchantRef: string, orderId: string): Promise<Trade | 'unknown_order'>
  /** A code that the payer scans with the provider's app. Throws payments.channel_down, payments.order_closed. */
  qr(merchantRef: string, input: QrInput): Promise<{ codeUrl: string }>
  /** A page of the provider's that a browser pays on, and that leads back. Throws payments.no_merchant where there is none. */
  payPage(merchantRef: string, input: QrInput & { returnUrl: string }): Promise<{ url: string }>
  /**
   * `paid` when it turned out to be paid: settle it instead. `not_yet`: there is nothing to close, and a code or page that
   * was given out may still be paid until the order expires. Throws payments.channel_down.
   */
  close(merchantRef: string, orderId: string): Promise<'closed' | 'paid' | 'not_yet'>
  /**
   * Asks for a refund; the same number and amount again is the same refund. Accepted is not succeeded. Throws
   * payments.channel_down (nobody knows: repeat), payments.refund_no_balance, payments.refund_refused (not accepted).
   */
  refund(merchantRef: string, input: RefundInput): Promise<ChannelRefund>
  /** The truth about a refund; `unknown_refund` when the channel never had it. Throws payments.channel_down. */
  queryRefund(
    merchantRef: string,
    input: { orderId: string; outRefundNo: string },
  ): Promise<ChannelRefund | 'unknown_refund'>
  /** Sends an abnormal refund another way. Throws payments.refund_refused where the provider knows none, channel_down. */
  applyAbnormalRefund(
    merchantRef: string,
    input: { outRefundNo: string; channelRefundId: string; way: AbnormalWay },
  ): Promise<ChannelRefund>
  /**
   * A day's trade bill, page by page in the order of the file. Answers only when hash, count and totals were right:
   * whoever takes the pages does nothing with them before. `none`: no trades; `creating`: too early.
   * Throws payments.channel_down, payments.bill_damaged.
   */
  tradeBill(
    merchantRef: string,
    date: string,
    take: (page: TradeBillLine[]) => void,
  ): Promise<TradeBill | 'none' | 'creating'>
  /** The key that a serial names: a platform certificate's, or a public key's. Both are live during a switch. */
  platformKey(merchantRef: string, serial: string): Promise<KeyObject | undefined>
}
