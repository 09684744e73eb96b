import { AppError } from '@linli/shared/errors'
import { loadBills, type StoredBill } from '../billing/load-bills'
import type { Context } from '../context'
import type { KeptInvoice } from './store'

/** The bills that an invoice stands for, each once. Throws record.not_found. */
export async function billsOf(ctx: Context, { communityId, lines }: KeptInvoice): Promise<StoredBill[]> {
  const places = [...new Map(lines.map(({ billId, object }) => [billId, { roomId: object.id, billId }])).values()]
  const bills = (await loadBills(ctx, communityId, places)).filter(bill => bill !== undefined)
  if (bills.length < places.length) throw new AppError('record.not_found')
  return bills
}
