import type { Bill } from '@linli/shared/billing/schema'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import type { KeptInvoice } from './store'

type Invoiced = Pick<Bill, 'billId' | 'object' | 'invoiced'>

/** For the transaction that takes money off bills: their invoices are reversed where they stand for too much now. */
export function fitMessage(ctx: Context, communityId: string, bills: readonly (Invoiced | undefined)[]): Write[] {
  const known = bills.flatMap(bill => (bill?.invoiced?.length ? [{ roomId: bill.object.id, billId: bill.billId }] : []))
  return known.length > 0 ? [outboxItem(ctx, 'jobs', { type: 'invoices.fit', communityId, bills: known })] : []
}

/** For an invoice that has come to rest: what it stands for is compared with what its bills have now. */
export const fitMessageOf = (ctx: Context, { communityId, lines }: KeptInvoice): Write =>
  outboxItem(ctx, 'jobs', {
    type: 'invoices.fit',
    communityId,
    bills: [...new Map(lines.map(({ billId, object }) => [billId, { roomId: object.id, billId }])).values()],
  })
