import type { InvoicedPart } from '@linli/shared/billing/schema'
import type { Write } from '../db-write'
import { billKey, type StoredBill } from './store'

/**
 * The conditioned update that says which invoices stand for a bill's money, for the transaction of an invoice. It fails when
 * money came or went back, or another invoice came, since the bill was read: nothing is invoiced twice.
 */
export const invoicedBillItem = (bill: StoredBill, invoiced: InvoicedPart[]): Write => ({
  update: {
    key: billKey(bill.communityId, bill.object.id, bill.billId),
    set: { invoiced, invoicedRev: (bill.invoicedRev ?? 0) + 1 },
  },
  if: {
    paidFen: bill.paidFen,
    lateFeePaidFen: bill.lateFeePaidFen,
    creditedAwayFen: bill.creditedAwayFen,
    invoicedRev: bill.invoicedRev,
  },
})
