import type { KeyObject } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import { PayParams } from '@linli/shared/payments/schema'
import type { Env, Merchant } from '../env'
import { platformKeys } from './wechat-keys'
import { type Caller, codeOf, wechatPayCaller } from './wechat-call'
import type { Trade } from './wechat-notice'
import { readTradeBill, type TradeBill } from './wechat-bill'
import { Trade as TradeShape } from './wechat-notice'

export type PrepayInput = { orderId: string; description: string; amountFen: number; openid: string; expiresAt: string }

/** WeChat Pay v3, outgoing. Every call has a time-out; an answer whose signature fails counts as no answer. */
export type PayGateway = {
  /** JSAPI prepay of one order; repeating the identical request is safe. Throws payments.channel_down, payments.order_closed. */
  prepay(merchantRef: string, input: PrepayInput): Promise<PayParams>
  /** The truth about an order; `unknown_order` when the channel never saw it. Throws payments.channel_down. */
  query(merchantRef: string, orderId: string): Promise<Trade | 'unknown_order'>
  /** `paid` when it turned out to be paid: settle it instead. Throws payments.channel_down. */
  close(merchantRef: string, orderId: string): Promise<'closed' | 'paid'>
  /** A day's trade bill, its SHA-1 checked. `none`: no trades; `creating`: too early. Throws payments.channel_down. */
  tradeBill(merchantRef: string, date: string): Promise<TradeBill | 'none' | 'creating'>
  /** The key that a serial names: a platform certificate's, or a public key's. Both are live during a switch. */
  platformKey(merchantRef: string, serial: string): Promise<KeyObject | undefined>
}

export function makePayGateway(env: Env, nowMs: () => number): PayGateway {
  const merchantOf = (ref: string): Merchant => {
    const merchant = env.LINLI_WECHATPAY_MERCHANTS.find(candidate => candidate.ref === ref)
    if (!merchant) throw new AppError('payments.no_merchant')
    return merchant
  }
  const keys = platformKeys(nowMs, merchant => callerOf(merchant))
  const callers = new Map<string, Caller>()
  const callerOf = (merchant: Merchant): Caller => {
    const caller =
      callers.get(merchant.ref) ??
      wechatPayCaller(env.LINLI_WECHATPAY_BASE, merchant, serial => keys.find(merchant, serial), nowMs)
    callers.set(merchant.ref, caller)
    return caller
  }
  return {
    platformKey: (ref, serial) => keys.find(merchantOf(ref), serial),
    async prepay(ref, input) {
      const merchant = merchantOf(ref)
      const { status, data } = await callerOf(merchant).prepay({
        description: input.description,
        out_trade_no: input.orderId,
        time_expire: input.expiresAt.replace(/\.\d+Z$/, '+00:00'),
        notify_url: `${merchant.callbackBase}/callbacks/wechat/${merchant.ref}`,
        amount: { total: input.amountFen, currency: 'CNY' },
        payer: { openid: input.openid },
      })
      const pay = PayParams.safeParse(data)
      if (status === 200 && pay.success) return pay.data
      const code = codeOf(data)
      if (code === 'ORDER_CLOSED' || code === 'ORDERPAID' || code === 'ORDER_PAID')
        throw new AppError('payments.order_closed')
      throw new AppError('payments.channel_down')
    },
    async query(ref, orderId) {
      const { status, data } = await callerOf(merchantOf(ref)).query(orderId)
      if (status === 404 && ['ORDER_NOT_EXIST', 'ORDERNOTEXIST'].includes(codeOf(data))) return 'unknown_order'
      const trade = TradeShape.safeParse(data)
      if (status !== 200 || !trade.success) throw new AppError('payments.channel_down')
      return trade.data
    },
    async close(ref, orderId) {
      const { status, data } = await callerOf(merchantOf(ref)).close(orderId)
      if (status === 204 || status === 200) return 'closed'
      const code = codeOf(data)
      if (code === 'ORDER_PAID' || code === 'ORDERPAID') return 'paid'
      if (code === 'ORDER_CLOSED' || code === 'ORDER_NOT_EXIST' || code === 'ORDERNOTEXIST') return 'closed'
      throw new AppError('payments.channel_down')
    },
    tradeBill: (ref, date) => readTradeBill(callerOf(merchantOf(ref)), date),
  }
}
