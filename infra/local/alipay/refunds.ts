import * as z from 'zod'
import type { Call } from './api'
import { type AlipayContext, refundedOf } from './context'
import { beijing, yuan } from './notice'
import { Refusal } from './refusal'
import { read, tradeOf } from './trades'

const Asked = z.looseObject({
  out_trade_no: z.string(),
  out_request_no: z.string().min(1).max(64),
  refund_amount: z.string().regex(/^\d{1,9}\.\d\d$/),
})
const Wanted = z.looseObject({ out_trade_no: z.string(), out_request_no: z.string() })

/** 统一收单交易退款: the same number again is the same refund, and says that no money moved. */
export function refund(context: AlipayContext, call: Call): Record<string, unknown> {
  const asked = read(Asked, call.content)
  const trade = tradeOf(context, call)
  const refundFen = Math.round(Number(asked.refund_amount) * 100)
  const known = trade.refunds.find(({ outRequestNo }) => outRequestNo === asked.out_request_no)
  if (known && known.refundFen !== refundFen) throw new Refusal('ACQ.DISCORDANT_REPEAT_REQUEST', '请求信息不一致')
  if (!known) {
    if (trade.status === 'TRADE_FINISHED') throw new Refusal('ACQ.TRADE_HAS_FINISHED', '交易已完结')
    if (trade.status !== 'TRADE_SUCCESS') throw new Refusal('ACQ.TRADE_STATUS_ERROR', '交易状态不合法')
    if (refundFen <= 0 || refundedOf(trade) + refundFen > trade.totalFen)
      throw new Refusal('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', '退款金额超限')
    if (context.faults.take('refund-no-balance', trade.outTradeNo))
      throw new Refusal('ACQ.SELLER_BALANCE_NOT_ENOUGH', '商户余额不足')
    trade.refunds.push({ outRequestNo: asked.out_request_no, refundFen, at: context.now().toISOString() })
    if (refundedOf(trade) === trade.totalFen) trade.status = 'TRADE_CLOSED'
    context.notify(trade)
  }
  const moved = !known && !context.faults.take('refund-pending', trade.outTradeNo)
  return {
    buyer_logon_id: '138****0001',
    fund_change: moved ? 'Y' : 'N',
    out_trade_no: trade.outTradeNo,
    refund_fee: yuan(refundedOf(trade)),
    trade_no: trade.tradeNo,
  }
}

/** 退款查询: of a refund that it does not know it says nothing but that the question was good. */
export function refundQuery(context: AlipayContext, call: Call): Record<string, unknown> {
  const asked = read(Wanted, call.content)
  const trade = tradeOf(context, call)
  const found = trade.refunds.find(({ outRequestNo }) => outRequestNo === asked.out_request_no)
  if (!found) return {}
  return {
    out_request_no: found.outRequestNo,
    out_trade_no: trade.outTradeNo,
    refund_amount: yuan(found.refundFen),
    refund_status: 'REFUND_SUCCESS',
    total_amount: yuan(trade.totalFen),
    trade_no: trade.tradeNo,
    gmt_refund_pay: beijing(new Date(found.at)),
  }
}
