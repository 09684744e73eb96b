import { billingApi } from '@linli/shared/billing/api'
import type { StatementBalance, StatementYear } from '@linli/shared/billing/statement'
import { statementKindNames } from '@linli/shared/billing/words'
import { type CellValue, date, listExport, money, text } from '../list-export'

/** 对账单: what was open before, each movement, and each year's sums in columns of their own, so that no column counts twice. */
export const statement = listExport(
  {
    endpoint: billingApi.statement,
    title: '对账单',
    filters: { from: '从', to: '到' },
    routes: () => import('../../billing/routes'),
    around: ({ from, before, earlier, years, to, after }) => ({
      above: [
        balanceRow(from, '期初结余', before),
        ...(earlier ? [balanceRow(earlier.to, '到这天的按年合计，见下面', earlier.after)] : []),
      ],
      below: [balanceRow(to, '期末结余', after), ...years.map(yearRow)],
    }),
  },
  [
    text('年份', entry => entry.date.slice(0, 4), 8),
    date('日期', entry => entry.date),
    text('摘要', entry => statementKindNames[entry.kind], 12),
    text('项目', entry => entry.itemName),
    date('期间起', entry => entry.period?.from),
    date('期间止', entry => entry.period?.to),
    text('收费对象', entry => entry.payerName, 20),
    money('金额（元）', entry => entry.amountFen),
    money('应收结余（元）', entry => entry.after.receivableFen),
    money('预存结余（元）', entry => entry.after.prepaymentFen),
    money('押金结余（元）', entry => entry.after.depositFen),
    money('违约金（元）', entry => entry.lateFeeFen),
    text('备注', entry => entry.note, 24),
    money('年初应收（元）', () => undefined),
    money('全年应收（元）', () => undefined),
    money('全年收款（元）', () => undefined),
    money('全年优惠冲抵（元）', () => undefined, 18),
    money('全年违约金（元）', () => undefined),
    money('旧系统已缴（元）', () => undefined),
  ],
)

const gap = (count: number): CellValue[] => Array.from({ length: count }, () => undefined)
const balances = ({ receivableFen, prepaymentFen, depositFen }: StatementBalance) => [
  receivableFen,
  prepaymentFen,
  depositFen,
]

const balanceRow = (on: string, title: string, balance: StatementBalance): CellValue[] => [
  on.slice(0, 4),
  on,
  title,
  ...gap(5),
  ...balances(balance),
]

const yearRow = (year: StatementYear): CellValue[] => [
  year.year,
  undefined,
  '年度合计',
  ...gap(5),
  ...balances(year.after),
  ...gap(2),
  year.before.receivableFen,
  year.billedFen,
  year.paidFen,
  year.creditedFen,
  year.lateFeeFen,
  year.historyFen,
]
