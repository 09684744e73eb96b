import { financeApi } from '@linli/shared/finance/api'
import { expenseApi } from '@linli/shared/finance/expense-api'
import { expenseCategoryNames } from '@linli/shared/finance/expense-category'
import type { SpendingRow } from '@linli/shared/finance/expense-schema'
import { monthStateNames } from '@linli/shared/finance/month-schema'
import { expectedOf } from '@linli/shared/finance/till-rules'
import { type TillDay, type TillEntry, tillMoveNames, tillStateNames } from '@linli/shared/finance/till-schema'
import { bookAccountNames } from '@linli/shared/finance/voucher-schema'
import {
  channelNames,
  DeskChannel,
  type JournalLine,
  type Posting,
  postingKindNames,
} from '@linli/shared/payments/schema'
import { type Column, count, date, instant, listExport, listExportOfRows, money, text } from '../list-export'

const routes = () => import('../../finance/routes')
const filters = { month: '月份' }

const dayColumns: Column<TillDay>[] = [
  date('日期', day => day.date),
  text('收费员', day => day.cashierName),
  text('状态', day => tillStateNames[day.state], 10),
  ...DeskChannel.options.map(channel =>
    money<TillDay>(`应有${channelNames[channel]}（元）`, day => expectedOf(day, channel), 16),
  ),
  money('备用金（元）', day => day.counted?.floatFen),
  money('清点现金（元）', day => day.counted?.cashFen, 16),
  money('长短款（元）', day => day.differenceFen),
  text('说明', day => day.counted?.note, 24),
  text('签字', day => day.signedBy?.name),
  instant('日结时间', day => day.closedAt),
  text('复核', day => day.checkedBy?.name),
  instant('复核时间', day => day.checkedAt),
]

const entryColumns: Column<TillEntry>[] = [
  instant('时间', entry => entry.at),
  text('事项', entry => tillMoveNames[entry.move], 10),
  text('渠道', entry => channelNames[entry.channel], 10),
  money('金额（元）', entry => entry.amountFen),
  text('房号', entry => entry.rooms, 20),
  text('单号', entry => entry.number, 20),
  date('到账日期', entry => entry.valueDate),
  text('支付单', entry => entry.orderId, 36),
]

export const tillDays = listExport({ endpoint: financeApi.listDays, title: '日结', filters, routes }, dayColumns)
export const myTillDays = listExport({ endpoint: financeApi.myDays, title: '我的日结', filters, routes }, dayColumns)
const ofDay = { title: '日结明细', filters: { date: '日期' }, routes }
export const tillEntries = listExport({ endpoint: financeApi.tillDay, ...ofDay }, entryColumns)
export const myTillEntries = listExport({ endpoint: financeApi.myDay, ...ofDay }, entryColumns)

export const closedMonths = listExport({ endpoint: financeApi.listMonths, title: '月结', routes }, [
  text('月份', month => month.month, 10),
  text('状态', month => monthStateNames[month.state], 12),
  text('结账人', month => month.askedBy.name),
  instant('结账时间', month => month.closedAt),
  count('登账笔数', month => month.postings),
  text('结账时没办完的', month => month.warnings.join('；'), 30),
  text('月报校验值', month => month.reportSha256, 66),
])

type Row = { posting: Posting; line: JournalLine }
const postingColumns: Column<Row>[] = [
  count('序号', ({ posting }) => posting.seq),
  date('记账日期', ({ posting }) => posting.postingDate),
  date('到账日期', ({ posting }) => posting.valueDate),
  text('事项', ({ posting }) => postingKindNames[posting.kind], 14),
  text('科目', ({ line }) => bookAccountNames[line.account], 20),
  text('渠道', ({ line }) => line.channel && channelNames[line.channel], 12),
  money('借方（元）', ({ line }) => (line.amountFen > 0 ? line.amountFen : undefined)),
  money('贷方（元）', ({ line }) => (line.amountFen < 0 ? -line.amountFen : undefined)),
  text('收据编号', ({ posting }) => posting.receiptSerial),
  text('支付单', ({ posting }) => posting.orderId, 36),
  text('校验值', ({ posting }) => posting.hash, 66),
]

export const postings = listExportOfRows(
  { endpoint: financeApi.listPostings, title: '账本', filters, routes },
  (posting): Row[] => posting.lines.map(line => ({ posting, line })),
  postingColumns,
)

export const expenses = listExport(
  {
    endpoint: expenseApi.listExpenses,
    title: '支出',
    filters: { year: '年份', month: '月份', category: '类别' },
    routes,
  },
  [
    date('付款日期', row => row.date),
    text('类别', row => expenseCategoryNames[row.category], 18),
    money('金额（元）', row => row.amountFen),
    money('公共收益承担（元）', row => row.commonFen, 18),
    text('公共收益项目', row => row.feeItemName, 18),
    text('收款单位', row => row.payee, 24),
    text('付款方式', row => channelNames[row.channel], 10),
    text('付款单号', row => row.number, 20),
    text('附件编号', row => row.attachment, 16),
    text('说明', row => row.note, 30),
    text('冲销原因', row => row.reason, 24),
    text('是否已冲销', row => (row.reversedBy ? '已冲销' : undefined), 12),
    text('登记人', row => row.enteredBy.name),
    instant('登记时间', row => row.enteredAt),
  ],
)

export const spending = listExport(
  { endpoint: expenseApi.spending, title: '支出和预算', filters: { year: '年份' }, routes },
  [
    text('类别', row => expenseCategoryNames[row.category], 18),
    money('全年预算（元）', row => row.budgetFen, 16),
    money('实际支出（元）', row => row.spentFen, 16),
    money('其中公共收益（元）', row => row.commonFen, 18),
    ...Array.from({ length: 12 }, (_, i) => money<SpendingRow>(`${i + 1}月（元）`, row => row.months[i] ?? 0)),
  ],
)
