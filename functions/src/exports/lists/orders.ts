import { paymentsApi } from '@linli/shared/payments/api'
import { channelNames, orderStateNames } from '@linli/shared/payments/schema'
import { date, instant, listExport, money, text } from '../list-export'

const routes = () => import('../../payments/routes')

const roomsOf = (lines: { object: { code: string } }[]) =>
  [...new Set(lines.map(({ object }) => object.code))].join('、')
const itemsOf = (lines: { feeItemName: string }[]) => [...new Set(lines.map(line => line.feeItemName))].join('、')

export const orders = listExport(
  {
    endpoint: paymentsApi.listOrders,
    title: '支付单',
    filters: { month: '月份' },
    routes,
  },
  [
    text('支付单号', order => order.orderId, 36),
    text('房号', order => roomsOf(order.takes ? [order.takes] : order.shares), 20),
    text('收费项目', order => order.takes?.name ?? itemsOf(order.shares), 24),
    money('金额（元）', order => order.amountFen),
    money('已退（元）', order => order.refundedFen),
    money('转预存（元）', order => order.prepaidFen),
    text('渠道', order => channelNames[order.channel], 12),
    text('状态', order => (order.suspended ? '金额不符，挂起' : orderStateNames[order.state]), 16),
    text('渠道单号', order => (order.desk ? order.desk.number : order.transactionId), 34),
    text('收款人', order => (order.desk ?? order.shownBy)?.cashierName),
    text('收据编号', order => order.receiptSerial),
    instant('生成时间', order => order.createdAt),
    instant('付款时间', order => order.paidAt),
    date('记账日期', order => order.postingDate),
  ],
)

export const receipts = listExport(
  {
    endpoint: paymentsApi.listReceipts,
    title: '收据',
    filters: { year: '年份' },
    routes,
  },
  [
    text('编号', receipt => receipt.serial ?? '编号生成中'),
    text('房号', receipt => roomsOf(receipt.lines), 20),
    text('收费项目', receipt => itemsOf(receipt.lines), 24),
    text('收费对象', receipt => [...new Set(receipt.lines.map(line => line.payerName))].join('、'), 24),
    text('付款人', receipt => receipt.paidBy),
    money('金额（元）', receipt => receipt.amountFen),
    money('其中预存（元）', receipt => receipt.prepaidFen, 16),
    text('人民币大写', receipt => receipt.amountText, 30),
    text('渠道', receipt => channelNames[receipt.channel], 12),
    text('渠道单号', receipt => receipt.transactionId, 34),
    text('收款人', receipt => receipt.cashierName),
    text('冲销收据', receipt => receipt.red?.ofSerial),
    text('退款原因', receipt => receipt.red?.reason, 24),
    text('收款主体', receipt => receipt.entityName, 30),
    instant('付款时间', receipt => receipt.paidAt),
  ],
)
