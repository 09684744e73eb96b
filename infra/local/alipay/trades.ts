import { randomBytes } from 'node:crypto'
import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'
import type { Call } from './api'
import type { Trade } from './book'
import { type AlipayContext, opened, standing } from './context'
import { beijing, yuan } from './notice'
import { Refusal } from './refusal'

const Order = z.looseObject({
  out_trade_no: z.string().regex(/^\w{1,64}$/),
  total_amount: z.string().regex(/^(?!0+\.00$)\d{1,9}\.\d\d$/),
  subject: z.string().min(1).max(256),
  time_expire: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
})
const Buyer = z.looseObject({
  product_code: z.literal('JSAPI_PAY'),
  op_app_id: z.string(),
  buyer_id: z.string().optional(),
  op_buyer_open_id: z.string().optional(),
})
const OutTradeNo = z.looseObject({ out_trade_no: z.string() })

/** The content of a call, or the refusal that Alipay gives. */
export function read<T>(schema: Schema<T>, content: unknown): T {
  const parsed = schema.safeParse(content)
  if (!parsed.success)
    throw new Refusal('isv.invalid-parameter', `参数无效：${parsed.error.issues[0]?.path.join('.')}`, '40002')
  return parsed.data
}

/** 统一收单交易创建: the trade is there at once, for this one person in the mini-program; the same again is the same trade. */
export function create(context: AlipayContext, call: Call): Record<string, unknown> {
  const { op_app_id: appId, buyer_id, op_buyer_open_id } = read(Buyer, call.content)
  const buyer = buyer_id ?? op_buyer_open_id
  if (appId !== context.keys.app?.config.appId || !buyer) throw new Refusal('ACQ.INVALID_PARAMETER', '参数无效')
  const trade = given(context, call, 'app')
  if (trade.buyer !== undefined && trade.buyer !== buyer)
    throw new Refusal('ACQ.CONTEXT_INCONSISTENT', '交易信息被篡改')
  trade.buyer = buyer
  opened(context, trade)
  return { out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo }
}

/** 预下单: a code for whoever scans it; the same order again has the same code. */
export function precreate(context: AlipayContext, call: Call): Record<string, unknown> {
  const trade = given(context, call, 'code')
  return { out_trade_no: trade.outTradeNo, qr_code: `https://qr.alipay.com/${trade.token}` }
}

/** The record of an order that was handed to a payer, made or found. */
export function given(context: AlipayContext, call: Call, way: Trade['way']): Trade {
  const order = read(Order, call.content)
  const payUntil = Date.parse(`${order.time_expire.replace(' ', 'T')}+08:00`)
  const known = standing(context, order.out_trade_no)
  const totalFen = Math.round(Number(order.total_amount) * 100)
  if (known) {
    if (known.totalFen !== totalFen || known.ref !== call.merchant.config.ref)
      throw new Refusal('ACQ.CONTEXT_INCONSISTENT', '交易信息被篡改')
    if (known.paidAt) throw new Refusal('ACQ.TRADE_HAS_SUCCESS', '交易已被支付')
    if (known.status === 'TRADE_CLOSED') throw new Refusal('ACQ.TRADE_HAS_CLOSE', '交易已经关闭')
    return Object.assign(known, { ...(call.returnUrl && { returnUrl: call.returnUrl }) })
  }
  if (payUntil <= context.now().getTime()) throw new Refusal('ACQ.INVALID_PARAMETER', '参数无效：time_expire')
  const trade: Trade = {
    outTradeNo: order.out_trade_no,
    ref: call.merchant.config.ref,
    subject: order.subject,
    notifyUrl: call.notifyUrl,
    ...(call.returnUrl && { returnUrl: call.returnUrl }),
    totalFen,
    createdAt: context.now().toISOString(),
    payUntil: new Date(payUntil).toISOString(),
    token: `bax${randomBytes(12).toString('hex')}`,
    way,
    status: 'GIVEN_OUT',
    refunds: [],
  }
  context.book.trades[trade.outTradeNo] = trade
  return trade
}

/** The merchant's own trade. What was only given out is none. */
export function tradeOf(context: AlipayContext, call: Call): Trade {
  const trade = standing(context, read(OutTradeNo, call.content).out_trade_no)
  if (!trade || trade.status === 'GIVEN_OUT' || trade.ref !== call.merchant.config.ref)
    throw new Refusal('ACQ.TRADE_NOT_EXIST', '交易不存在')
  return trade
}

export function query(context: AlipayContext, call: Call): Record<string, unknown> {
  const trade = tradeOf(context, call)
  return {
    buyer_logon_id: '138****0001',
    buyer_pay_amount: trade.paidAt ? yuan(trade.totalFen) : '0.00',
    out_trade_no: trade.outTradeNo,
    ...(trade.paidAt && { send_pay_date: beijing(new Date(trade.paidAt)) }),
    total_amount: yuan(trade.totalFen),
    trade_no: trade.tradeNo,
    trade_status: trade.status,
  }
}

export function close(context: AlipayContext, call: Call): Record<string, unknown> {
  const trade = tradeOf(context, call)
  if (trade.status !== 'WAIT_BUYER_PAY') throw new Refusal('ACQ.REASON_TRADE_STATUS_INVALID', '交易状态异常')
  trade.status = 'TRADE_CLOSED'
  return { out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo }
}
