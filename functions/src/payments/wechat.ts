import type { PayParams } from '@linli/shared/payments/schema'

/** What the channel says of one payment. Amounts in fen. */
export type ChannelTrade = {
  mchid: string
  appid?: string
  outTradeNo: string
  transactionId?: string
  state: 'SUCCESS' | 'REFUND' | 'NOTPAY' | 'CLOSED' | 'REVOKED' | 'USERPAYING' | 'PAYERROR'
  totalFen?: number
  currency?: string
  successTime?: string
}

/** WeChat Pay v3, outgoing. Every call has a time-out; an answer whose signature fails counts as no answer. */
export type PayGateway = {
  /** JSAPI prepay of one order; repeating the identical request is safe. Throws payments.channel_down, payments.order_closed. */
  prepay(
    merchantRef: string,
    input: { orderId: string; description: string; amountFen: number; openid: string; expiresAt: string },
  ): Promise<PayParams>
  /** The truth about an order; `unknown_order` when the channel never saw it. */
  query(merchantRef: string, orderId: string): Promise<ChannelTrade | 'unknown_order'>
  /** `paid` when it turned out to be paid: settle it instead. */
  close(merchantRef: string, orderId: string): Promise<'closed' | 'paid'>
  /** The day's trade bill as text, its SHA-1 checked; `none` when there were no trades, `creating` when it is too early. */
  tradeBill(merchantRef: string, date: string): Promise<{ text: string; sha1: string } | 'none' | 'creating'>
}
