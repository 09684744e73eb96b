import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import type { Env } from '../env'
import type { AlipayMerchant } from '../env-shapes'
import { readAlipayBill } from './alipay-bill'
import { alipayCaller, type AlipayCaller } from './alipay-call'
import { refusalOf } from './alipay-refusals'
import { alipayRefunds } from './alipay-refunds'
import { alipayTime, tradeOfAnswer, yuanOf } from './alipay-trade'
import type { PayGateway, QrInput, Trade } from './pay-gateway'

const Made = z.object({ trade_no: z.string().min(1) })
const Code = z.object({ qr_code: z.url() })
const notThere = 'ACQ.TRADE_NOT_EXIST'

/** Alipay, outgoing. */
export function makeAlipay(env: Env, nowMs: () => number): PayGateway {
  const callers = new WeakMap<AlipayMerchant, AlipayCaller>()
  const of = (ref: string): { merchant: AlipayMerchant; caller: AlipayCaller } => {
    const merchant = env.LINLI_ALIPAY_MERCHANTS.find(candidate => candidate.ref === ref)
    if (!merchant) throw new AppError('payments.no_merchant')
    const caller = callers.get(merchant) ?? alipayCaller(env.LINLI_ALIPAY_GATEWAY, merchant, nowMs)
    callers.set(merchant, caller)
    return { merchant, caller }
  }
  const query = async (ref: string, orderId: string): Promise<Trade | 'unknown_order'> => {
    const { merchant, caller } = of(ref)
    const { subCode, data } = await caller.call('alipay.trade.query', { out_trade_no: orderId })
    if (subCode === notThere) return 'unknown_order'
    const trade = tradeOfAnswer(merchant, data)
    if (subCode !== '' || !trade) throw new AppError('payments.channel_down')
    return trade
  }
  return {
    query,
    // Notices are signed by the one key of the environment.
    platformKey: () => Promise.resolve(undefined),
    async prepay(ref, { openid, ...input }) {
      const app = env.LINLI_ALIPAY_APP
      if (!app) throw new AppError('payments.no_merchant')
      const { merchant, caller } = of(ref)
      const content = { ...contentOf(input), product_code: 'JSAPI_PAY', op_app_id: app.appId, ...buyerOf(openid) }
      const { subCode, data } = await caller.call('alipay.trade.create', content, { notifyUrl: notifyUrlOf(merchant) })
      const made = Made.safeParse(data)
      if (subCode === '' && made.success) return { trade: { tradeNO: made.data.trade_no } }
      throw isOver(subCode) ? new AppError('payments.order_closed') : refusalOf(subCode)
    },
    async qr(ref, input) {
      const { merchant, caller } = of(ref)
      const { subCode, data } = await caller.call('alipay.trade.precreate', contentOf(input), {
        notifyUrl: notifyUrlOf(merchant),
      })
      const code = Code.safeParse(data)
      if (subCode === '' && code.success) return { codeUrl: code.data.qr_code }
      throw isOver(subCode) ? new AppError('payments.order_closed') : refusalOf(subCode)
    },
    async payPage(ref, { returnUrl, ...input }) {
      const { merchant, caller } = of(ref)
      const content = { ...contentOf(input), product_code: 'QUICK_WAP_WAY', quit_url: returnUrl }
      return {
        url: await caller.page('alipay.trade.wap.pay', content, { notifyUrl: notifyUrlOf(merchant), returnUrl }),
      }
    },
    async close(ref, orderId) {
      const { subCode } = await of(ref).caller.call('alipay.trade.close', { out_trade_no: orderId })
      if (subCode === '') return 'closed'
      // No trade yet: a code or a page makes it when somebody opens it, until the order's own end.
      if (subCode === notThere) return 'not_yet'
      const trade = await query(ref, orderId)
      if (trade === 'unknown_order') return 'not_yet'
      if (trade.state === 'paid' || trade.state === 'refunded') return 'paid'
      if (isClosed(trade)) return 'closed'
      throw new AppError('payments.channel_down')
    },
    ...alipayRefunds(ref => of(ref).caller),
    tradeBill: (ref, date, take) => readAlipayBill(of(ref).caller, date, nowMs(), take),
  }
}

const notifyUrlOf = ({ callbackBase, ref }: AlipayMerchant) => `${callbackBase}/callbacks/alipay/${ref}`

const contentOf = ({ orderId, amountFen, description, expiresAt }: QrInput) => ({
  out_trade_no: orderId,
  total_amount: yuanOf(amountFen),
  subject: description,
  time_expire: alipayTime(Date.parse(expiresAt)),
})

/** Older applications know a user by a number of Alipay's, newer ones by one of their own (openid). */
const buyerOf = (user: string) => (/^2088\d{12}$/.test(user) ? { buyer_id: user } : { op_buyer_open_id: user })

const isOver = (subCode: string) => ['ACQ.TRADE_HAS_SUCCESS', 'ACQ.TRADE_HAS_CLOSE'].includes(subCode)

const isClosed = ({ said }: Trade) => z.object({ trade_status: z.literal('TRADE_CLOSED') }).safeParse(said).success
