import type { KeyObject } from 'node:crypto'
import type { PayParams } from '@linli/shared/payments/schema'

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
  /** An instant. */
  paidAt: string | undefined
  /** What the provider said, as it came: kept as evidence where it does not fit. */
  said: unknown
}

/** One line of a trade bill. Amounts in fen: 订单金额 and 申请退款金额, not what the payer's vouchers left. */
export type TradeBillLine = {
  orderId: string
  transactionId: string
  state: string
  amountFen: number
  refundFen: number
}
export type TradeBill = { sha1: string; lines: TradeBillLine[] }

export type PrepayInput = { orderId: string; description: string; amountFen: number; openid: string; expiresAt: string }

/**
 * A payment provider, outgoing: one merchant each call. Every call has a time-out; an answer whose signature fails counts as
 * no answer. Only the files of a provider (wechat-*.ts) know its wire.
 */
export type PayGateway = {
  /** JSAPI prepay of one order; repeating the identical request is safe. Throws payments.channel_down, payments.order_closed. */
  prepay(merchantRef: string, input: PrepayInput): Promise<PayParams>
  /** The truth about an order; `unknown_order` when the channel never saw it. Throws payments.channel_down. */
  query(merchantRef: string, orderId: string): Promise<Trade | 'unknown_order'>
  /** `paid` when it turned out to be paid: settle it instead. Throws payments.channel_down. */
  close(merchantRef: string, orderId: string): Promise<'closed' | 'paid'>
  /** A day's trade bill, its hash checked. `none`: no trades; `creating`: too early. Throws payments.channel_down. */
  tradeBill(merchantRef: string, date: string): Promise<TradeBill | 'none' | 'creating'>
  /** The key that a serial names: a platform certificate's, or a public key's. Both are live during a switch. */
  platformKey(merchantRef: string, serial: string): Promise<KeyObject | undefined>
}
