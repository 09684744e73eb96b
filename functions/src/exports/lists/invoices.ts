import { invoicesApi } from '@linli/shared/invoices/api'
import type { Invoice, InvoiceLine } from '@linli/shared/invoices/schema'
import { invoiceStateNames, redStateNames, taxRateWords } from '@linli/shared/invoices/words'
import { count, date, instant, listExportOfRows, money, text } from '../list-export'

type Row = { invoice: Invoice; line: InvoiceLine; nth: number }

/** A line of an invoice is a row. */
export const invoices = listExportOfRows(
  {
    endpoint: invoicesApi.listInvoices,
    title: '发票',
    filters: { group: '状态', month: '申请月份' },
    routes: () => import('../../invoices/routes'),
  },
  (invoice): Row[] => invoice.lines.map((line, i) => ({ invoice, line, nth: i + 1 })),
  [
    text('发票号码', ({ invoice }: Row) => invoice.number, 24),
    text('状态', ({ invoice }: Row) => invoiceStateNames[invoice.state], 12),
    text('抬头', ({ invoice }: Row) => invoice.buyer.name, 28),
    text('税号', ({ invoice }: Row) => (invoice.buyer.kind === 'company' ? invoice.buyer.taxNumber : undefined), 22),
    text('销售方', ({ invoice }: Row) => invoice.sellerName, 28),
    count('行', ({ nth }: Row) => nth),
    text('房号', ({ line }: Row) => line.object.code, 14),
    text('项目', ({ line }: Row) => (line.kind === 'late_fee' ? `${line.feeItemName}违约金` : line.feeItemName), 18),
    date('周期起', ({ line }: Row) => line.period.from),
    date('周期止', ({ line }: Row) => line.period.to),
    text('税率', ({ line }: Row) => taxRateWords(line.taxRateBp), 8),
    money('不含税金额（元）', ({ line }: Row) => line.netFen),
    money('税额（元）', ({ line }: Row) => line.taxFen),
    money('价税合计（元）', ({ line }: Row) => line.grossFen),
    instant('申请时间', ({ invoice }: Row) => invoice.requestedAt),
    instant('开具时间', ({ invoice }: Row) => invoice.issuedAt),
    text('没有开出来的原因', ({ invoice }: Row) => invoice.problem, 30),
    text('红字确认单', ({ invoice: { red } }: Row) => red && redStateNames[red.state], 20),
    text('红冲原因', ({ invoice: { red } }: Row) => red?.reason, 20),
    text('红字发票号码', ({ invoice: { red } }: Row) => red?.number, 24),
    text('申请编号', ({ invoice }: Row) => invoice.invoiceId, 30),
  ],
)
