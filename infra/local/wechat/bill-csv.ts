import { beijingDate, billTime } from './beijing'
import type { Order } from './book'

export type BillType = 'ALL' | 'SUCCESS' | 'REFUND'

/** A detail row by column name, before it is laid out for a bill type. */
type Row = Record<string, string>

const RATE_PER_THOUSAND = 6n

const columns: Record<BillType, string> = {
  ALL: '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
  SUCCESS:
    '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,商品名称,商户数据包,手续费,费率,订单金额,费率备注',
  REFUND:
    '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,退款申请时间,退款成功时间,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
}

const totals: Record<BillType, string> = {
  ALL: '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
  SUCCESS: '总交易单数,应结订单总金额,手续费总金额,订单总金额',
  REFUND: '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
}

interface Line {
  at: number
  row: Row
  settledFen: bigint
  refundFen: bigint
  feeMilliFen: bigint
  totalFen: bigint
  askedFen: bigint
}

/**
 * The trade bill of one merchant and Beijing date as WeChat Pay writes it: UTF-8 with a byte order mark, CRLF, a
 * backtick before each value, amounts in yuan; a payment on the day it succeeded, a refund on the day it was
 * accepted; then the totals. Undefined when the day has no row. (交易账单详细说明)
 */
export function tradeBill(orders: Order[], date: string, type: BillType): string | undefined {
  const payments =
    type === 'REFUND' ? [] : orders.filter(order => order.paidAt && beijingDate(new Date(order.paidAt)) === date)
  const lines = payments.map(paymentLine)
  if (type !== 'SUCCESS') {
    for (const order of orders) lines.push(...refundLines(order).filter(line => beijingDate(line.at) === date))
  }
  if (lines.length === 0) return undefined
  lines.sort((a, b) => b.at - a.at)
  const names = columns[type].split(',')
  const details = lines.map(line => names.map(name => `\`${line.row[name] ?? ''}`).join(','))
  const sums = totalsRow(lines)
  const totalLine = totals[type].split(',').map(name => `\`${sums[name] ?? ''}`)
  return `\uFEFF${[columns[type], ...details, totals[type], totalLine.join(',')].join('\r\n')}\r\n`
}

function paymentLine(order: Order): Line {
  const totalFen = BigInt(order.totalFen)
  const settledFen = totalFen - BigInt(order.couponFen)
  const feeMilliFen = settledFen * RATE_PER_THOUSAND
  const at = Date.parse(order.paidAt ?? '')
  const row = {
    ...commonCells(order, at),
    交易状态: 'SUCCESS',
    应结订单金额: yuan(settledFen),
    代金券金额: yuan(BigInt(order.couponFen)),
    微信退款单号: '0',
    商户退款单号: '0',
    退款金额: '0.00',
    充值券退款金额: '0.00',
    手续费: feeYuan(feeMilliFen),
    订单金额: yuan(totalFen),
    申请退款金额: '0.00',
  }
  return { at, row, settledFen, refundFen: 0n, feeMilliFen, totalFen, askedFen: 0n }
}

function refundLines(order: Order): Line[] {
  return order.refunds.map(refund => {
    const at = Date.parse(refund.acceptedAt)
    const askedFen = BigInt(refund.refundFen)
    const feeMilliFen = -askedFen * RATE_PER_THOUSAND
    const row = {
      ...commonCells(order, at),
      交易状态: 'REFUND',
      应结订单金额: '0.00',
      代金券金额: '0.00',
      退款申请时间: billTime(at),
      退款成功时间: '',
      微信退款单号: refund.refundId,
      商户退款单号: refund.outRefundNo,
      退款金额: yuan(askedFen),
      充值券退款金额: '0.00',
      退款类型: 'ORIGINAL',
      退款状态: 'PROCESSING',
      手续费: feeYuan(feeMilliFen),
      订单金额: '0.00',
      申请退款金额: yuan(askedFen),
    }
    return { at, row, settledFen: 0n, refundFen: askedFen, feeMilliFen, totalFen: 0n, askedFen }
  })
}

function commonCells(order: Order, at: number): Row {
  return {
    交易时间: billTime(at),
    公众账号ID: order.appid,
    商户号: order.mchid,
    特约商户号: order.sub?.mchid ?? '0',
    微信订单号: order.transactionId ?? '',
    商户订单号: order.outTradeNo,
    用户标识: order.openid,
    交易类型: order.codeUrl ? 'NATIVE' : 'JSAPI',
    付款银行: 'OTHERS',
    货币种类: 'CNY',
    商品名称: order.description.replaceAll(',', ' '),
    商户数据包: order.attach.replaceAll(',', ' '),
    费率: '0.60%',
  }
}

function totalsRow(lines: Line[]): Row {
  const sum = (pick: (line: Line) => bigint) => lines.reduce((total, line) => total + pick(line), 0n)
  return {
    总交易单数: String(lines.length),
    应结订单总金额: yuan(sum(line => line.settledFen)),
    退款总金额: yuan(sum(line => line.refundFen)),
    充值券退款总金额: '0.00',
    手续费总金额: feeYuan(sum(line => line.feeMilliFen)),
    订单总金额: yuan(sum(line => line.totalFen)),
    申请退款总金额: yuan(sum(line => line.askedFen)),
  }
}

function yuan(fen: bigint): string {
  return decimal(fen, 2)
}

/** Fees are told to five places; a fen × 6‰ has exactly that many. */
function feeYuan(milliFen: bigint): string {
  return decimal(milliFen, 5)
}

function decimal(value: bigint, places: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
