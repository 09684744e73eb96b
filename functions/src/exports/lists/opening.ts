import { openingApi } from '@linli/shared/opening/api'
import { openingKindNames, openingStateNames } from '@linli/shared/opening/schema'
import { paymentsApi } from '@linli/shared/payments/api'
import { depositStateNames } from '@linli/shared/payments/held-schema'
import { count, date, instant, listExport, money, text } from '../list-export'

const routes = () => import('../../opening/routes')

export const openingTotals = listExport({ endpoint: openingApi.totals, title: '期初余额合计', routes }, [
  text('楼栋', total => total.building, 12),
  text('类别', total => openingKindNames[total.kind], 12),
  text('项目', total => total.itemName),
  count('待确认笔数', total => total.draft.count),
  money('待确认（元）', total => total.draft.amountFen),
  count('已入账笔数', total => total.confirmed.count),
  money('已入账（元）', total => total.confirmed.amountFen),
])

export const openingDrafts = listExport(
  { endpoint: openingApi.listDrafts, title: '期初余额', filters: { prefix: '房号' }, routes },
  [
    text('房号', draft => draft.object.code, 14),
    text('类别', draft => openingKindNames[draft.kind], 12),
    text('收费对象', draft => draft.payer.name, 20),
    text('项目', draft => draft.itemName),
    date('期间起', draft => draft.period?.from),
    date('期间止', draft => draft.period?.to),
    money('金额（元）', draft => draft.amountFen),
    text('状态', draft => openingStateNames[draft.state], 12),
    date('交款日期', draft => draft.paidOn),
    text('原收据号', draft => draft.receiptNumber),
    text('原因', draft => draft.reason, 24),
    instant('导入时间', draft => draft.createdAt),
  ],
)

export const history = listExport(
  {
    endpoint: openingApi.listHistory,
    title: '历史缴费',
    filters: { month: '月份', payer: '付款人', item: '项目' },
    routes,
  },
  [
    text('房号', row => row.object.code, 14),
    text('收费项目', row => row.itemName),
    date('期间起', row => row.period?.from),
    date('期间止', row => row.period?.to),
    date('缴费日期', row => row.paidOn),
    money('应缴（元）', row => row.dueFen),
    money('实缴（元）', row => row.paidFen),
    text('付款人', row => row.payerName, 20),
    text('收银员', row => row.cashier),
    text('单号', row => row.number, 24),
    text('备注', row => row.note, 24),
  ],
)

export const deposits = listExport(
  {
    endpoint: paymentsApi.listDeposits,
    title: '押金',
    filters: { prefix: '房号' },
    routes: () => import('../../payments/routes'),
  },
  [
    text('房号', deposit => deposit.object.code, 14),
    text('押金名称', deposit => deposit.name),
    text('交款人', deposit => deposit.payer.name, 20),
    money('金额（元）', deposit => deposit.amountFen),
    date('交款日期', deposit => deposit.paidOn),
    text('原收据号', deposit => deposit.receiptNumber),
    text('状态', deposit => depositStateNames[deposit.state], 12),
    instant('入账时间', deposit => deposit.createdAt),
  ],
)
