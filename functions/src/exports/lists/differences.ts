import { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import { channelNames } from '@linli/shared/payments/schema'
import { differenceKindNames } from '@linli/shared/payments/reconciliation-schema'
import { date, instant, listExport, money, text } from '../list-export'

const routes = () => import('../../payments/routes')
const filters = { merchantRef: '商户', date: '日期' }

export const differences = listExport(
  { endpoint: reconciliationApi.listDifferences, title: '对账差异', filters, routes },
  [
    date('日期', difference => difference.date),
    text('差异', difference => differenceKindNames[difference.kind], 12),
    text('支付单号', difference => difference.orderId, 36),
    text('渠道单号', difference => difference.transactionId, 32),
    text('退款单号', difference => difference.refundNo, 32),
    money('我方（元）', difference => difference.localFen),
    money('渠道（元）', difference => difference.channelFen),
    text('处理结果', difference => difference.resolved?.reason, 24),
    text('处理人', difference => difference.resolved?.by, 12),
  ],
)

export const suspense = listExport({ endpoint: reconciliationApi.listSuspense, title: '待查收款', routes }, [
  instant('时间', held => held.at),
  text('渠道', held => channelNames[held.channel], 12),
  text('渠道单号', held => held.transactionId, 32),
  text('支付单号', held => held.orderId, 36),
  money('金额（元）', held => held.suspenseFen),
  text('待退回', held => held.returning?.reason, 24),
])
