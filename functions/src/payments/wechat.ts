import { AppError } from '@linli/shared/errors'
import { PayParams } from '@linli/shared/payments/schema'
import type { Env, Merchant } from '../env'
import { platformKeys } from './wechat-keys'
import { type Caller, codeOf, wechatPayCaller } from './wechat-call'
import type { PayGateway } from './pay-gateway'
import { readTradeBill } from './wechat-bill'
import { tradeOf, WechatTrade } from './wechat-notice'
import { wechatRefunds } from './wechat-refunds'

/** WeChat Pay v3, outgoing. */
export function makeWechatPay(env: Env, nowMs: () => number): PayGateway {
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
      const trade = WechatTrade.safeParse(data)
      if (status !== 200 || !trade.success) throw new AppError('payments.channel_down')
      return tradeOf(trade.data)
    },
    async close(ref, orderId) {
      const { status, data } = await callerOf(merchantOf(ref)).close(orderId)
      if (status === 204 || status === 200) return 'closed'
      const code = codeOf(data)
      if (code === 'ORDER_PAID' || code === 'ORDERPAID') return 'paid'
      if (code === 'ORDER_CLOSED' || code === 'ORDER_NOT_EXIST' || code === 'ORDERNOTEXIST') return 'closed'
      throw new AppError('payments.channel_down')
    },
    ...wechatRefunds(merchantOf, callerOf),
    tradeBill: (ref, date) => readTradeBill(callerOf(merchantOf(ref)), date),
  }
}
