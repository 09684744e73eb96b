import { AppError } from '@linli/shared/errors'
import { parseYuan } from '@linli/shared/money'
import * as z from 'zod'
import type { AlipayCaller } from './alipay-call'
import { BeijingTime, yuanOf } from './alipay-trade'
import type { PayGateway } from './pay-gateway'

const Accepted = z.object({
  trade_no: z.string(),
  fund_change: z.enum(['Y', 'N']),
  gmt_refund_pay: BeijingTime.optional().catch(undefined),
})
const Found = z.object({
  trade_no: z.string(),
  out_request_no: z.string(),
  refund_amount: z.string(),
  refund_status: z.literal('REFUND_SUCCESS'),
  gmt_refund_pay: BeijingTime.optional().catch(undefined),
})

/** Refused now, and to be asked again with the same number. */
const later = ['ACQ.REFUND_CHARGE_ERROR', 'ACQ.TRADE_SETTLE_ERROR', 'ACQ.REQUEST_AMOUNT_EXCEED']

/**
 * Refunds of Alipay (统一收单交易退款). Money moved only where it says `fund_change=Y`; a repeated number says N although it did,
 * so that anything else is asked of the refund query, ten seconds later at the earliest.
 */
export function alipayRefunds(
  callerOf: (ref: string) => AlipayCaller,
): Pick<PayGateway, 'refund' | 'queryRefund' | 'applyAbnormalRefund'> {
  return {
    async refund(ref, { orderId, outRefundNo, amountFen, reason }) {
      const { subCode, data } = await callerOf(ref).call('alipay.trade.refund', {
        out_trade_no: orderId,
        out_request_no: outRefundNo,
        refund_amount: yuanOf(amountFen),
        refund_reason: [...reason].slice(0, 80).join(''),
      })
      const said = Accepted.safeParse(data)
      if (subCode === '' && said.success) {
        const { fund_change: moved, trade_no: channelRefundId, gmt_refund_pay: at } = said.data
        const isThere = moved === 'Y'
        return {
          outRefundNo,
          amountFen,
          channelRefundId,
          state: isThere ? 'succeeded' : 'processing',
          ...(isThere && at !== undefined && { succeededAt: at }),
        }
      }
      if (subCode === 'ACQ.SELLER_BALANCE_NOT_ENOUGH') throw new AppError('payments.refund_no_balance')
      const isRefusal = subCode !== '' && !later.includes(subCode)
      throw new AppError(isRefusal ? 'payments.refund_refused' : 'payments.channel_down')
    },
    async queryRefund(ref, { orderId, outRefundNo }) {
      const { subCode, data } = await callerOf(ref).call('alipay.trade.fastpay.refund.query', {
        out_trade_no: orderId,
        out_request_no: outRefundNo,
        query_options: ['gmt_refund_pay'],
      })
      // It says nothing of a refund that it never got, and nothing of one that failed: the same number may be sent again.
      if (subCode === 'ACQ.TRADE_NOT_EXIST') return 'unknown_refund'
      if (subCode !== '') throw new AppError('payments.channel_down')
      const found = Found.safeParse(data)
      if (!found.success) return 'unknown_refund'
      const { trade_no: channelRefundId, gmt_refund_pay: at, refund_amount: yuan } = found.data
      const amountFen = parseYuan(yuan)
      if (amountFen === undefined || found.data.out_request_no !== outRefundNo)
        throw new AppError('payments.channel_down')
      return {
        outRefundNo,
        amountFen,
        channelRefundId,
        state: 'succeeded',
        ...(at !== undefined && { succeededAt: at }),
      }
    },
    // Alipay has no refund that left the merchant and did not arrive.
    applyAbnormalRefund: () => Promise.reject(new AppError('payments.refund_refused')),
  }
}
