import { type InvoiceEvent, linesOf, openToInvoice, partOf } from '@linli/shared/invoices/rules'
import type { InvoiceLine } from '@linli/shared/invoices/schema'
import type { AuditAction } from '@linli/shared/audit/actions'
import { auditItem } from '../audit'
import type { StoredBill } from '../billing/load-bills'
import { billsOf } from './invoice-bills'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { invoiceNews } from './invoice-news'
import { invoicedBillWrites, newInvoice, newInvoiceWrites } from './new-invoice'
import { dueOwner, type KeptInvoice, loadInvoice, moved } from './store'

type How = {
  event: Extract<InvoiceEvent, 'withdraw' | 'reversed'>
  change: Partial<KeptInvoice>
  /** What is left of the payments goes into a new invoice for the same buyer. */
  reissue: boolean
  action: AuditAction
  summary: string
}

/**
 * Takes an invoice that is over off its bills; with `reissue` a new one stands for what they still have of its amounts, in
 * the same transaction, so that nobody else takes them in between. Throws invoices.wrong_state.
 */
export async function releaseInvoice(
  ctx: Context,
  of: { communityId: string; invoiceId: string },
  { event, change, reissue, action, summary }: How,
): Promise<KeptInvoice> {
  const wide = reaching(ctx, dueOwner)
  return deciding(async () => {
    const known = await loadInvoice(wide, of)
    const bills = await billsOf(ctx, known)
    const lines = reissue ? bills.flatMap(bill => restOf(known, bill)) : []
    const next =
      lines.length > 0
        ? newInvoice(ctx, { ...wishOf(known), requestedBy: 'system', replacesId: known.invoiceId }, lines)
        : undefined
    const { invoice, write } = moved(wide, known, event, {
      ...change,
      dueAt: undefined,
      ...(next && { replacedById: next.invoiceId }),
    })
    const audit = auditItem(ctx, {
      communityId: of.communityId,
      action,
      objectType: 'invoice',
      objectId: of.invoiceId,
      summary: `${summary}${next ? '，余额重开' : ''}`,
    })
    const asked = next ? newInvoiceWrites(wide, { ...next, ...accountOf(known) }) : []
    const told =
      event === 'reversed'
        ? await invoiceNews(ctx, invoice, { outcome: 'reversed', ...(known.red && { reason: known.red.reason }) })
        : []
    const marks = invoicedBillWrites(bills, { gone: known, ...(next && { next }) })
    await reaching(wide, ...ownerOf(known)).db.transact([write, ...marks, ...asked, ...told, audit], audit.put)
    return invoice
  })
}

/** What is left of the invoice's own amounts once it is off the bill, taxed as it was. */
function restOf(gone: KeptInvoice, bill: StoredBill): InvoiceLine[] {
  const line = gone.lines.find(({ billId }) => billId === bill.billId)
  if (!line) return []
  const had = partOf(gone, bill.billId)
  const rest = (bill.invoiced ?? []).filter(({ invoiceId }) => invoiceId !== gone.invoiceId)
  const open = openToInvoice({ ...bill, invoiced: rest })
  const atMost = (amount: 'principalFen' | 'lateFeeFen') => Math.max(0, Math.min(had[amount], open[amount]))
  return linesOf(line, { principalFen: atMost('principalFen'), lateFeeFen: atMost('lateFeeFen') })
}

const wishOf = ({ communityId, entityId, sellerName, sellerTaxNumber, buyer }: KeptInvoice) => ({
  communityId,
  entityId,
  sellerName,
  sellerTaxNumber,
  buyer,
})

const accountOf = ({ accountId }: KeptInvoice) => (accountId ? { accountId } : {})
const ownerOf = ({ accountId }: KeptInvoice) => (accountId ? [`A#${accountId}#`] : [])
