import { beijing, type Fields, paidFields, signedAlipayNotice, yuan } from '../../../infra/local/alipay/notice'
import type { GatewayAlipay } from '../../../infra/local/alipay/merchant'
import type { Paid } from './gateway'
import type { SignedNotice } from '../../../infra/local/wechat/notice'

/** What Alipay tells of a trade, really signed: refunds by the growing sum of what went back, the last by its closing. */
export function alipayNoticeOf(
  merchant: GatewayAlipay,
  { order, taken }: Paid,
  { backFen, nowMs }: { backFen: number; nowMs: number },
  change: Fields = {},
): SignedNotice {
  const right = paidFields({
    merchant,
    outTradeNo: order.orderId,
    tradeNo: taken.transactionId,
    totalFen: taken.amountFen,
    paidAt: new Date(taken.paidAtMs),
  })
  const back = backFen > 0 && { refund_fee: yuan(backFen), gmt_refund: `${beijing(nowMs)}.123`, out_biz_no: 'r' }
  const closed = backFen === taken.amountFen && { trade_status: 'TRADE_CLOSED', gmt_close: beijing(nowMs) }
  return signedAlipayNotice({ merchant, fields: { ...right, ...back, ...closed, ...change } })
}
