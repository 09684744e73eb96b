import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { YearMonth } from '../time'
import { BillIds, Buyer, DocumentFormat, Invoice, InvoiceableBill, InvoiceGroup, InvoiceTitle } from './schema'

const place = { communityId: CommunityId }
const one = { ...place, invoiceId: Id }
const holder = { ...place, personId: Id }
const reader = { kind: 'office', permission: 'invoices:read' } as const
const issuer = { kind: 'office', permission: 'invoices:issue' } as const
const reason = z.string().trim().min(1, '请填写原因').max(200)
const titles = z.object({ titles: z.array(InvoiceTitle) })

/** The office's side: `myInvoicesApi` is the residents'. */
export const invoicesApi = {
  /** By the moment of the request, newest first; `group` is what a person looks for. */
  listInvoices: endpoint({
    id: 'invoices.listInvoices',
    method: 'GET',
    path: '/v1/c/:communityId/invoices',
    summary: '发票：按状态、按申请月份，新的在前',
    access: reader,
    input: { ...place, group: InvoiceGroup.optional(), month: YearMonth.optional(), ...pageInput },
    output: page(Invoice),
  }),
  getInvoice: endpoint({
    id: 'invoices.getInvoice',
    method: 'GET',
    path: '/v1/c/:communityId/invoices/:invoiceId',
    summary: '一张发票',
    access: reader,
    input: one,
    output: Invoice,
  }),
  /** Of a household's newest 40 bills that are paid (`show: part`: paid in part), or of those that are named. */
  invoiceable: endpoint({
    id: 'invoices.invoiceable',
    method: 'GET',
    path: '/v1/c/:communityId/invoices/rooms/:roomId/bills',
    summary: '一个房屋可以开票的账单，和收费对象的抬头',
    access: reader,
    input: { ...place, roomId: Id, show: z.enum(['paid', 'part']).default('paid'), bills: BillIds.optional() },
    output: z.object({
      bills: z.array(InvoiceableBill),
      payers: z.array(z.object({ personId: Id, name: z.string(), titles: z.array(InvoiceTitle) })),
      connected: z.boolean(),
    }),
  }),
  /** All that was received for these bills and is in no invoice yet. */
  requestInvoice: endpoint({
    id: 'invoices.requestInvoice',
    method: 'POST',
    path: '/v1/c/:communityId/invoices',
    summary: '开发票',
    access: issuer,
    input: {
      ...place,
      bills: z
        .array(z.strictObject({ roomId: Id, billId: Id }))
        .min(1)
        .max(40),
      buyer: Buyer,
    },
    output: Invoice,
    idempotent: true,
  }),
  retryInvoice: endpoint({
    id: 'invoices.retryInvoice',
    method: 'POST',
    path: '/v1/c/:communityId/invoices/:invoiceId/retry',
    summary: '再开一次：同一个申请编号',
    access: issuer,
    input: one,
    output: Invoice,
  }),
  withdrawInvoice: endpoint({
    id: 'invoices.withdrawInvoice',
    method: 'POST',
    path: '/v1/c/:communityId/invoices/:invoiceId/withdraw',
    summary: '撤回没有开出来的申请',
    access: issuer,
    input: { ...one, reason },
    output: Invoice,
  }),
  /** `reissue`: what is received for its bills is issued again, to the same buyer. */
  reverseInvoice: endpoint({
    id: 'invoices.reverseInvoice',
    method: 'POST',
    path: '/v1/c/:communityId/invoices/:invoiceId/reverse',
    summary: '红冲：申请红字信息确认单',
    access: issuer,
    input: { ...one, reason, reissue: z.boolean().default(false) },
    output: Invoice,
  }),
  downloadInvoice: endpoint({
    id: 'invoices.downloadInvoice',
    method: 'POST',
    path: '/v1/c/:communityId/invoices/:invoiceId/document',
    summary: '下载发票文件',
    access: reader,
    input: { ...one, format: DocumentFormat.default('pdf') },
    output: z.object({ url: z.string() }),
  }),
  listTitles: endpoint({
    id: 'invoices.listTitles',
    method: 'GET',
    path: '/v1/c/:communityId/invoice-titles/:personId',
    summary: '一个收费对象的发票抬头',
    access: reader,
    input: holder,
    output: titles,
  }),
  saveTitle: endpoint({
    id: 'invoices.saveTitle',
    method: 'POST',
    path: '/v1/c/:communityId/invoice-titles/:personId',
    summary: '保存收费对象的发票抬头',
    access: issuer,
    input: { ...holder, titleId: Id.optional(), buyer: Buyer, isDefault: z.boolean().default(false) },
    output: titles,
  }),
  removeTitle: endpoint({
    id: 'invoices.removeTitle',
    method: 'DELETE',
    path: '/v1/c/:communityId/invoice-titles/:personId/:titleId',
    summary: '删除收费对象的发票抬头',
    access: issuer,
    input: { ...holder, titleId: Id },
    output: titles,
  }),
}
