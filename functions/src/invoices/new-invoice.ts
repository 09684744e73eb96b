import type { StoredBill } from '../billing/load-bills'
import { invoicedBillItem } from '../billing/invoiced-bill'
import { partOf, sumsOf } from '@linli/shared/invoices/rules'
import type { Invoice, InvoiceLine } from '@linli/shared/invoices/schema'
import type { Context } from '../context'
import type { Item } from '../db'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { askedInvoicesPk, invoiceItem, type KeptInvoice } from './store'

type Wish = Pick<
  KeptInvoice,
  'communityId' | 'entityId' | 'sellerName' | 'sellerTaxNumber' | 'buyer' | 'requestedBy' | 'accountId' | 'replacesId'
>

/** An invoice that was just asked for; whatever does not come by its message, the clock brings. */
export function newInvoice(ctx: Context, wish: Wish, lines: InvoiceLine[]): KeptInvoice {
  const requestedAt = ctx.now()
  return {
    ...wish,
    invoiceId: ctx.newId(),
    state: 'requested',
    lines,
    ...sumsOf(lines),
    requestedAt,
    looks: 0,
    dueAt: requestedAt,
    version: 1,
  }
}

/** Its own writes: itself, where its account finds it, and the message that has it issued. */
export const newInvoiceWrites = (ctx: Context, invoice: KeptInvoice): Write[] => [
  { put: invoiceItem(ctx, invoice), ifAbsent: true },
  ...askedPointer(invoice).map(put => ({ put })),
  attendMessage(ctx, invoice),
]

/** Where the account that asked for it finds it. */
export const askedPointer = ({ accountId, communityId, invoiceId }: KeptInvoice): Item[] =>
  accountId ? [{ pk: askedInvoicesPk(accountId), sk: invoiceId, communityId, invoiceId }] : []

export const attendMessage = (ctx: Context, { communityId, invoiceId }: KeptInvoice): Write =>
  outboxItem(ctx, 'jobs', { type: 'invoices.attend', communityId, invoiceId })

/** What bills say once `gone` is off them and `next` is on them. */
export const invoicedBillWrites = (
  bills: readonly StoredBill[],
  { gone, next }: { gone?: Invoice; next?: Invoice },
): Write[] =>
  bills.map(bill => {
    const rest = (bill.invoiced ?? []).filter(({ invoiceId }) => invoiceId !== gone?.invoiceId)
    const isOn = next?.lines.some(({ billId }) => billId === bill.billId)
    return invoicedBillItem(bill, next && isOn ? [...rest, partOf(next, bill.billId)] : rest)
  })
