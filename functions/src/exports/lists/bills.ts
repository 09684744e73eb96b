import { billingApi } from '@linli/shared/billing/api'
import { type BillView, billStateNames } from '@linli/shared/billing/schema'
import { natureNames } from '@linli/shared/billing/words'
import { type Column, count, date, instant, listExport, money, text } from '../list-export'

const routes = () => import('../../billing/routes')

const columns: Column<BillView>[] = [
  text('房号', bill => bill.object.code, 14),
  text('收费对象', bill => bill.payer.name, 20),
  text('收费项目', bill => bill.feeItemName),
  text('性质', bill => natureNames[bill.nature], 12),
  date('周期起', bill => bill.period.from),
  date('周期止', bill => bill.period.to),
  money('应收（元）', bill => bill.amountFen),
  money('已收（元）', bill => bill.paidFen),
  money('未收（元）', bill => (bill.state === 'void' ? 0 : bill.amountFen - bill.paidFen)),
  money('违约金（元）', bill => bill.lateFeeFen),
  money('已收违约金（元）', bill => bill.lateFeePaidFen, 16),
  date('到期日', bill => bill.dueDate),
  count('逾期天数', bill => bill.overdueDays),
  text('状态', bill => billStateNames[bill.state], 12),
  text('异议', bill => (bill.dispute ? '有异议' : undefined), 10),
  instant('出账时间', bill => bill.publishedAt),
  instant('缴清时间', bill => bill.paidAt),
  text('支付单号', bill => bill.paidOrderId, 36),
  text('作废原因', bill => bill.voidReason, 24),
  text('账单编号', bill => bill.billId, 30),
]

export const bills = listExport(
  {
    endpoint: billingApi.listBills,
    title: '账单',
    filters: { month: '月份', prefix: '房号' },
    routes,
  },
  columns,
)

export const arrears = listExport({ endpoint: billingApi.listArrears, title: '欠费', routes }, columns)

export const roomBills = listExport({ endpoint: billingApi.listRoomBills, title: '房屋账单', routes }, columns)
