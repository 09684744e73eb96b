import { AppError } from '@linli/shared/errors'
import type { Schema } from '@linli/shared/schema'
import type { Env } from '../env'
import type { Merchant } from '../env-shapes'
import { platformKeys } from './wechat-keys'
import { type Answer, type Caller, codeOf, wechatPayCaller } from './wechat-call'
import { namesOf, ordersAt, payerOf, placersOf, receiverOf } from './wechat-merchant'
import type { PayGateway, QrInput } from './pay-gateway'
import { readTradeBill } from './wechat-bill'
import { tradeOf, WechatTrade } from './wechat-notice'
import { refusalOf } from './wechat-refusals'
import { wechatRefunds } from './wechat-refunds'
import * as z from 'zod'

const Made = z.object({ prepay_id: z.string() })
const Code = z.object({ code_url: z.string() })
const paidAlready = ['ORDERPAID', 'ORDER_PAID']
const neverSeen = ['ORDER_NOT_EXIST', 'ORDERNOTEXIST']

/** WeChat Pay v3, outgoing; 直连 and 服务商. */
export function makeWechatPay(env: Env, nowMs: () => number): PayGateway {
  const merchantOf = (ref: string): Merchant => {
    const merchant = env.LINLI_WECHATPAY_MERCHANTS.find(candidate => candidate.ref === ref)
    if (!merchant) throw new AppError('payments.no_merchant')
    return merchant
  }
  const keys = platformKeys(nowMs, merchant => callerOf(merchant))
  const callers = new WeakMap<Merchant, Caller>()
  const callerOf = (merchant: Merchant): Caller => {
    const caller =
      callers.get(merchant) ??
      wechatPayCaller(env.LINLI_WECHATPAY_BASE, merchant, serial => keys.find(merchant, serial), nowMs)
    callers.set(merchant, caller)
    return caller
  }
  /** 下单: the identical request again gets the same order's. */
  const place = async (merchant: Merchant, kind: 'jsapi' | 'native', input: QrInput, more: object): Promise<Answer> => {
    const answer = await callerOf(merchant).post(`${ordersAt(merchant)}/${kind}`, {
      ...placersOf(merchant),
      description: input.description,
      out_trade_no: input.orderId,
      time_expire: input.expiresAt.replace(/\.\d+Z$/, '+00:00'),
      notify_url: `${merchant.callbackBase}/callbacks/wechat/${merchant.ref}`,
      amount: { total: input.amountFen, currency: 'CNY' },
      ...more,
    })
    if (answer.status === 200) return answer
    throw ['ORDER_CLOSED', ...paidAlready].includes(codeOf(answer.data))
      ? new AppError('payments.order_closed')
      : refusalOf(answer)
  }
  return {
    platformKey: (ref, serial) => keys.find(merchantOf(ref), serial),
    async prepay(ref, input) {
      const merchant = merchantOf(ref)
      const { data } = await place(merchant, 'jsapi', input, { payer: payerOf(merchant, input.openid) })
      const pay = await callerOf(merchant).paySheet(read(Made, data).prepay_id, receiverOf(merchant).appid)
      return { pay }
    },
    async qr(ref, input) {
      const { data } = await place(merchantOf(ref), 'native', input, {})
      return { codeUrl: read(Code, data).code_url }
    },
    // A browser outside WeChat pays by Alipay.
    payPage: () => Promise.reject(new AppError('payments.no_merchant')),
    async query(ref, orderId) {
      const merchant = merchantOf(ref)
      const names = new URLSearchParams(namesOf(merchant)).toString()
      const answer = await callerOf(merchant).get(`${ordersAt(merchant)}/out-trade-no/${orderId}?${names}`)
      if (answer.status === 404 && neverSeen.includes(codeOf(answer.data))) return 'unknown_order'
      if (answer.status !== 200) throw refusalOf(answer)
      return tradeOf(merchant, read(WechatTrade, answer.data))
    },
    async close(ref, orderId) {
      const merchant = merchantOf(ref)
      const answer = await callerOf(merchant).post(
        `${ordersAt(merchant)}/out-trade-no/${orderId}/close`,
        namesOf(merchant),
      )
      const code = codeOf(answer.data)
      if (paidAlready.includes(code)) return 'paid'
      if (answer.status === 204 || answer.status === 200) return 'closed'
      if (code === 'ORDER_CLOSED' || neverSeen.includes(code)) return 'closed'
      throw answer.status === 202 ? new AppError('payments.channel_down') : refusalOf(answer)
    },
    ...wechatRefunds(merchantOf, callerOf),
    tradeBill: (ref, date, take) => readTradeBill(callerOf(merchantOf(ref)), date, take),
  }
}

/** An answer that is not what was asked for counts as none. */
function read<T>(shape: Schema<T>, data: unknown): T {
  const found = shape.safeParse(data)
  if (!found.success) throw new AppError('payments.channel_down')
  return found.data
}
