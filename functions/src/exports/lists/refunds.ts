import { refundApi } from '@linli/shared/payments/refund-api'
import { refundStateNames } from '@linli/shared/payments/refund-state'
import { channelNames } from '@linli/shared/payments/schema'
import { instant, listExport, money, text } from '../list-export'

export const refunds = listExport(
  {
    endpoint: refundApi.listRefunds,
    title: '在线退款',
    filters: { shelf: '要做的事' },
    routes: () => import('../../payments/routes'),
  },
  [
    text('退款单号', refund => refund.outRefundNo, 30),
    text('支付单号', refund => refund.orderId, 36),
    text('房号', refund => refund.rooms.join('、'), 20),
    text('付款人', refund => refund.paidBy),
    money('金额（元）', refund => refund.amountFen),
    text('渠道', refund => channelNames[refund.channel], 12),
    text('状态', refund => refund.state && refundStateNames[refund.state]),
    text('原因', refund => refund.reason, 24),
    text('申请人', refund => refund.cashierName),
    text('审批人', refund => refund.decidedBy?.name),
    text('渠道退款单号', refund => refund.channelRefundId, 34),
    instant('申请时间', refund => refund.at),
    instant('退回时间', refund => refund.succeededAt),
    text('红字收据', refund => refund.receiptSerial),
  ],
)
