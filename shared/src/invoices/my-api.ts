import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { BillIds, Buyer, DocumentFormat, Invoice, InvoiceableBill, InvoiceTitle } from './schema'

const home = { communityId: CommunityId, roomId: Id }
const one = { communityId: CommunityId, invoiceId: Id }
const account = { kind: 'account' } as const
const resident = { kind: 'home', roles: ['owner', 'tenant', 'family'], bills: true } as const
const titles = z.object({ titles: z.array(InvoiceTitle) })

/** The residents' side: invoices that their account asked for, and the titles of the person that they are in a home. */
export const myInvoicesApi = {
  /** Of the home's newest 40 paid bills, or of those that are named, also where they are paid in part. */
  myInvoiceable: endpoint({
    id: 'invoices.myInvoiceable',
    method: 'GET',
    path: '/v1/c/:communityId/my-invoices/rooms/:roomId/bills',
    summary: '我家可以开票的账单，和我的抬头',
    access: resident,
    input: { ...home, bills: BillIds.optional() },
    output: z.object({
      bills: z.array(InvoiceableBill),
      titles: z.array(InvoiceTitle),
      /** What a personal title would be made out to. */
      name: z.string(),
      connected: z.boolean(),
    }),
  }),
  requestMyInvoice: endpoint({
    id: 'invoices.requestMyInvoice',
    method: 'POST',
    path: '/v1/c/:communityId/my-invoices/rooms/:roomId',
    summary: '申请开票',
    access: resident,
    input: { ...home, billIds: z.array(Id).min(1, '请选择账单').max(40), buyer: Buyer },
    output: Invoice,
    idempotent: true,
  }),
  myInvoices: endpoint({
    id: 'invoices.myInvoices',
    method: 'GET',
    path: '/v1/invoices/mine',
    summary: '我申请的发票，新的在前',
    access: account,
    input: pageInput,
    output: page(Invoice),
  }),
  myInvoice: endpoint({
    id: 'invoices.myInvoice',
    method: 'GET',
    path: '/v1/c/:communityId/my-invoices/:invoiceId',
    summary: '我申请的一张发票',
    access: account,
    input: one,
    output: Invoice,
  }),
  downloadMyInvoice: endpoint({
    id: 'invoices.downloadMyInvoice',
    method: 'POST',
    path: '/v1/c/:communityId/my-invoices/:invoiceId/document',
    summary: '下载我的发票文件',
    access: account,
    input: { ...one, format: DocumentFormat.default('pdf') },
    output: z.object({ url: z.string() }),
  }),
  saveMyTitle: endpoint({
    id: 'invoices.saveMyTitle',
    method: 'POST',
    path: '/v1/c/:communityId/my-invoices/rooms/:roomId/titles',
    summary: '保存我的发票抬头',
    access: resident,
    input: { ...home, titleId: Id.optional(), buyer: Buyer, isDefault: z.boolean().default(false) },
    output: titles,
  }),
  removeMyTitle: endpoint({
    id: 'invoices.removeMyTitle',
    method: 'DELETE',
    path: '/v1/c/:communityId/my-invoices/rooms/:roomId/titles/:titleId',
    summary: '删除我的发票抬头',
    access: resident,
    input: { ...home, titleId: Id },
    output: titles,
  }),
}
