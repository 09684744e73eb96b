import type { Bill } from '@linli/shared/billing/schema'
import { canSeeBill } from '@linli/shared/billing/visibility'
import type { OutputOf } from '@linli/shared/contract'
import type { invoicesApi } from '@linli/shared/invoices/api'
import type { myInvoicesApi } from '@linli/shared/invoices/my-api'
import { billRefusal, openToInvoice } from '@linli/shared/invoices/rules'
import type { InvoiceableBill } from '@linli/shared/invoices/schema'
import type * as z from 'zod'
import { feeItemKey, StoredFeeItem } from '../billing/fee-item-store'
import { loadBills } from '../billing/load-bills'
import { ownHome } from '../billing/own-bill'
import { billsInState } from '../billing/room-bills-in-state'
import type { Context } from '../context'
import { isConnected } from './tax-platform'
import { KeptTitles, openTitles, type Titles, titlesKey } from './title-store'

const newest = 40

type Mine = typeof myInvoicesApi.myInvoiceable
type Office = typeof invoicesApi.invoiceable
type Asked = { communityId: string; roomId: string; bills?: string[] | undefined; show: 'paid' | 'part' }

/** What a resident may have invoiced of their home: the newest paid bills, or those that are named. */
export async function myInvoiceable(ctx: Context, input: z.output<Mine['input']>): Promise<OutputOf<Mine>> {
  const home = ownHome(ctx, input)
  const found = await billsAsked(ctx, { ...input, show: 'paid' })
  const bills = found.filter(bill => canSeeBill(home, bill))
  const { viewed, titles } = await withTitles(ctx, input.communityId, bills, [home.personId])
  const connected = isConnected(ctx.deps.env)
  return { bills: viewed, titles: titles[0]?.titles ?? [], name: home.personName, connected }
}

/** The same for the office, with the titles of whoever owes these bills. */
export async function invoiceable(ctx: Context, input: z.output<Office['input']>): Promise<OutputOf<Office>> {
  const bills = await billsAsked(ctx, input)
  const payers = new Map(bills.flatMap(({ payer }) => payer.personIds.map(personId => [personId, payer.name])))
  const ids = [...payers.keys()].slice(0, newest)
  const { viewed, titles } = await withTitles(ctx, input.communityId, bills, ids)
  return {
    bills: viewed,
    payers: titles.map(({ personId, titles: kept }) => ({ personId, name: payers.get(personId) ?? '', titles: kept })),
    connected: isConnected(ctx.deps.env),
  }
}

async function billsAsked(ctx: Context, { communityId, roomId, bills, show }: Asked): Promise<Bill[]> {
  if (!bills) return billsInState(ctx, { communityId, roomId, show, limit: newest })
  const asked = bills.map(billId => ({ roomId, billId }))
  return (await loadBills(ctx, communityId, asked)).filter(bill => bill !== undefined)
}

/** What may be invoiced of each bill, and the titles of these people: one read for both. */
async function withTitles(
  ctx: Context,
  communityId: string,
  bills: Bill[],
  personIds: string[],
): Promise<{ viewed: InvoiceableBill[]; titles: Titles[] }> {
  const itemIds = [...new Set(bills.map(bill => bill.feeItemId))]
  const keys = [
    ...personIds.map(personId => titlesKey(communityId, personId)),
    ...itemIds.map(feeItemId => feeItemKey(communityId, feeItemId)),
  ]
  const found = await ctx.db.getMany(keys, KeptTitles.or(StoredFeeItem))
  const items = new Map(found.flatMap(each => (each && 'feeItemId' in each ? [[each.feeItemId, each] as const] : [])))
  return {
    viewed: bills.map(bill => viewed(bill, items.get(bill.feeItemId))),
    titles: personIds.map((personId, i) => openTitles(ctx, personId, found[i])),
  }
}

function viewed(bill: Bill, item: StoredFeeItem | undefined): InvoiceableBill {
  const open = openToInvoice(bill)
  const refusal = billRefusal(item, open)
  const { billId, object, feeItemName, period, entityId, payer } = bill
  const amounts = { principalFen: Math.max(0, open.principalFen), lateFeeFen: Math.max(0, open.lateFeeFen) }
  return {
    billId,
    object,
    feeItemName,
    period,
    entityId,
    payerName: payer.name,
    ...amounts,
    ...(refusal && { refusal }),
  }
}
