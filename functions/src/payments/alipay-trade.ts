import { AppError } from '@linli/shared/errors'
import { type Fen, formatScaled, parseYuan, yuanScale } from '@linli/shared/money'
import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'
import type { AlipayMerchant } from '../env-shapes'
import type { Trade } from './pay-gateway'

const Yuan = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,2})?$/)
  .transform(text => parseYuan(text) ?? z.NEVER)
/** `2026-11-23 10:05:00`, always Beijing's. */
export const BeijingTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  .transform(text => new Date(`${text.replace(' ', 'T')}+08:00`))
  .refine(at => !Number.isNaN(at.getTime()))
  .transform(at => at.toISOString())
/** An empty field says nothing. */
const maybe = <T extends Schema>(schema: T) =>
  z.preprocess(value => (value === '' ? undefined : value), z.optional(schema))

const Status = z.enum(['WAIT_BUYER_PAY', 'TRADE_SUCCESS', 'TRADE_FINISHED', 'TRADE_CLOSED'])

/** What a notice says (异步通知参数), as far as money depends on it. */
const Notice = z.object({
  notify_type: z.literal('trade_status_sync'),
  app_id: z.string(),
  seller_id: z.string(),
  out_trade_no: z.string(),
  trade_no: z.string().min(1),
  trade_status: Status,
  total_amount: Yuan,
  gmt_payment: maybe(BeijingTime),
  /** Of all refunds up to now. */
  refund_fee: maybe(Yuan),
})

/** What alipay.trade.query answers; it names neither the application nor the seller, whose key signed it. */
const Answer = z.object({
  out_trade_no: z.string(),
  trade_no: z.string().min(1),
  trade_status: Status,
  total_amount: Yuan,
  send_pay_date: maybe(BeijingTime),
})

/** A notice's trade, alike for all providers. Throws request.invalid. */
export function tradeOfNotice(fields: ReadonlyMap<string, string>): Trade {
  const said = Object.fromEntries([...fields].filter(([name]) => name !== 'sign'))
  const notice = Notice.safeParse(said)
  if (!notice.success) throw new AppError('request.invalid')
  const { data } = notice
  const refundedFen = data.refund_fee ?? 0
  return {
    orderId: data.out_trade_no,
    transactionId: data.trade_no,
    state: stateOf(data.trade_status, refundedFen > 0),
    mchid: data.seller_id,
    appid: data.app_id,
    amountFen: data.total_amount,
    currency: 'CNY',
    paidAt: data.gmt_payment,
    ...(refundedFen > 0 && { refundedFen }),
    said,
  }
}

/** A query's trade; undefined when the answer has another form. A closed trade that was paid went back as a whole. */
export function tradeOfAnswer(merchant: AlipayMerchant, said: unknown): Trade | undefined {
  const answer = Answer.safeParse(said)
  if (!answer.success) return undefined
  const { data } = answer
  const isBack = data.trade_status === 'TRADE_CLOSED' && data.send_pay_date !== undefined
  return {
    orderId: data.out_trade_no,
    transactionId: data.trade_no,
    state: stateOf(data.trade_status, isBack),
    mchid: merchant.sellerId,
    appid: merchant.appId,
    amountFen: data.total_amount,
    currency: 'CNY',
    paidAt: data.send_pay_date,
    ...(isBack && { refundedFen: data.total_amount }),
    said,
  }
}

/** A trade that is finished can no longer be refunded, which changes nothing for us: it is paid. */
function stateOf(status: z.infer<typeof Status>, isBack: boolean): Trade['state'] {
  if (isBack) return 'refunded'
  return status === 'TRADE_SUCCESS' || status === 'TRADE_FINISHED' ? 'paid' : 'unpaid'
}

/** 8955 → '89.55', as Alipay reads amounts. */
export const yuanOf = (fen: Fen): string => formatScaled(fen, yuanScale)

/** `2026-11-23 10:05:00` in Beijing. */
export const alipayTime = (atMs: number): string =>
  new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
