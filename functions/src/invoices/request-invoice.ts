import type { InputOf } from '@linli/shared/contract'
import { canSeeBill } from '@linli/shared/billing/visibility'
import { AppError } from '@linli/shared/errors'
import type { invoicesApi } from '@linli/shared/invoices/api'
import type { myInvoicesApi } from '@linli/shared/invoices/my-api'
import { billRefusal, linesOf, openToInvoice } from '@linli/shared/invoices/rules'
import type { InvoiceLine } from '@linli/shared/invoices/schema'
import { formatYuan } from '@linli/shared/money'
import { auditItem } from '../audit'
import { loadFeeItems } from '../billing/fee-item-store'
import { loadBills, type StoredBill } from '../billing/load-bills'
import { ownHome } from '../billing/own-bill'
import { loadCommunity } from '../communities/community'
import { type Context, reaching } from '../context'
import type { Write } from '../db-write'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { accountActor } from '../identity/account'
import { grantsKey } from '../identity/homes'
import { invoicedBillWrites, newInvoice, newInvoiceWrites } from './new-invoice'
import { dueOwner, type KeptInvoice } from './store'
import { isConnected } from './tax-platform'

/**
 * The office asks for an invoice of all that was received for these bills and is in none yet; the platform issues it
 * afterwards. Throws invoices.not_connected, invoices.mixed_sellers, invoices.not_invoiceable, invoices.nothing.
 */
export const requestInvoice = (ctx: Context, input: InputOf<typeof invoicesApi.requestInvoice>) =>
  deciding(async () => {
    const { communityId, buyer } = input
    const bills = await knownBills(ctx, communityId, input.bills)
    return requested(ctx, bills, { communityId, buyer, requestedBy: 'office' })
  })

/** The same by a resident, for bills of a home that they may see. Throws record.not_found for others. */
export const requestMyInvoice = (ctx: Context, input: InputOf<typeof myInvoicesApi.requestMyInvoice>) =>
  deciding(async () => {
    const { communityId, roomId, billIds, buyer } = input
    const { accountId } = accountActor(ctx)
    const home = ownHome(ctx, input)
    const asked = billIds.map(billId => ({ roomId, billId }))
    const bills = await knownBills(ctx, communityId, asked)
    if (!bills.every(bill => canSeeBill(home, bill))) throw new AppError('record.not_found')
    // An account that is deleted meanwhile leaves no invoice behind that its deletion would not find.
    const isThere: Write = { check: grantsKey(accountId), if: { version: { atLeast: 0 } } }
    return requested(ctx, bills, { communityId, buyer, requestedBy: 'payer', accountId }, [isThere])
  })

async function knownBills(
  ctx: Context,
  communityId: string,
  asked: { roomId: string; billId: string }[],
): Promise<StoredBill[]> {
  const once = [...new Map(asked.map(each => [each.billId, each])).values()]
  const bills = (await loadBills(ctx, communityId, once)).filter(bill => bill !== undefined)
  if (bills.length < once.length) throw new AppError('record.not_found')
  return bills
}

type Wish = Pick<KeptInvoice, 'communityId' | 'buyer' | 'requestedBy' | 'accountId'>

async function requested(ctx: Context, bills: StoredBill[], wish: Wish, more: Write[] = []): Promise<KeptInvoice> {
  const { communityId } = wish
  const seller = await sellerOf(ctx, communityId, bills)
  const wide = reaching(ctx, dueOwner)
  const invoice = newInvoice(ctx, { ...wish, ...seller }, await linesFor(ctx, communityId, bills))
  const codes = [...new Set(bills.map(({ object }) => object.code))].join('、')
  const audit = auditItem(ctx, {
    communityId,
    action: wish.requestedBy === 'payer' ? 'invoices.request_mine' : 'invoices.request',
    objectType: 'invoice',
    objectId: invoice.invoiceId,
    summary: `${codes} 开票 ${formatYuan(invoice.grossFen)} 元，${bills.length} 张账单`,
  })
  await wide.db.transact(
    [
      ...newInvoiceWrites(wide, invoice),
      ...invoicedBillWrites(bills, { next: invoice }),
      ...more,
      audit,
      ...idempotencyItems(ctx, invoice),
    ],
    audit.put,
  )
  return invoice
}

async function sellerOf(ctx: Context, communityId: string, bills: StoredBill[]) {
  const [entityId, other] = [...new Set(bills.map(bill => bill.entityId))]
  if (other !== undefined) throw new AppError('invoices.mixed_sellers')
  const { entities } = await loadCommunity(ctx, communityId)
  const entity = entities.find(each => each.entityId === entityId)
  if (!entity || !isConnected(ctx.deps.env, entity.uscc)) throw new AppError('invoices.not_connected')
  return { entityId: entity.entityId, sellerName: entity.name, sellerTaxNumber: entity.uscc }
}

async function linesFor(ctx: Context, communityId: string, bills: StoredBill[]): Promise<InvoiceLine[]> {
  const ids = [...new Set(bills.map(bill => bill.feeItemId))]
  const items = await loadFeeItems(ctx, communityId, ids)
  return bills.flatMap(bill => {
    const item = items[ids.indexOf(bill.feeItemId)]
    const open = openToInvoice(bill)
    const refusal = billRefusal(item, open)
    if (refusal === 'nothing') throw new AppError('invoices.nothing')
    if (refusal || item?.taxCode === undefined || item.taxRateBp === undefined)
      throw new AppError('invoices.not_invoiceable')
    return linesOf({ ...bill, taxCode: item.taxCode, taxRateBp: item.taxRateBp }, open)
  })
}
