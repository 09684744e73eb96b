import { partsOf } from '@linli/shared/payments/basket'
import type { PayLink, PayLinkState } from '@linli/shared/payments/pay-link-schema'
import { sumFen } from '@linli/shared/money'
import { loadBills, type StoredBill } from '../billing/load-bills'
import { viewBill } from '../billing/view-bill'
import type { Context } from '../context'
import { isLiveLink, type StoredPayLink } from './pay-link-store'
import { orderKey, StoredOrder } from './store'

/** A card as whoever made it sees it; how it stands follows from its bills, so that no payment has to remember it. */
export async function viewOfLink(ctx: Context, link: StoredPayLink): Promise<PayLink> {
  const { linkId, sharedBy, createdAt, expiresAt, revokedAt } = link
  const asked = link.billIds.map(billId => ({ roomId: link.roomId, billId }))
  const found = await loadBills(ctx, link.communityId, asked)
  const orders = await createdByLink(ctx, link, found)
  const bills = found.flatMap(bill => (bill && bill.state !== 'void' ? [bill] : []))
  const due = bills.filter(bill => bill.state !== 'paid')
  const dueFen = sumFen(partsOf(due.map(bill => viewBill(bill, ctx.today()))).map(({ amountFen }) => amountFen))
  return {
    linkId,
    sharedBy,
    createdAt,
    expiresAt,
    ...(revokedAt && { revokedAt }),
    state: stateOf({ isLive: isLiveLink(link, ctx.now()), all: bills.length, due: due.length }),
    dueFen,
    bills: bills.map(({ billId, feeItemName, period, state }) => ({
      billId,
      feeItemName,
      period,
      isPaid: state === 'paid',
    })),
    paid: orders.flatMap(({ byLink, paidAt, paidFen }) =>
      paidAt ? [{ name: byLink?.name ?? '家人', at: paidAt, amountFen: paidFen ?? 0 }] : [],
    ),
  }
}

function stateOf({ isLive, all, due }: { isLive: boolean; all: number; due: number }): PayLinkState {
  if (all > 0 && due === 0) return 'paid'
  if (!isLive || all === 0) return 'over'
  return due < all ? 'part_paid' : 'open'
}

/** The paid or open orders that were made by a card: those that its bills name, and that name it. */
export async function createdByLink(
  ctx: Context,
  { linkId }: Pick<StoredPayLink, 'linkId'>,
  bills: readonly (StoredBill | undefined)[],
): Promise<StoredOrder[]> {
  const ids = new Set(bills.flatMap(bill => [bill?.paidOrderId, bill?.payingOrderId]).filter(id => id !== undefined))
  if (ids.size === 0) return []
  const orders = await ctx.db.getMany([...ids].map(orderKey), StoredOrder)
  return orders.flatMap(order => (order?.linkId === linkId ? [order] : []))
}
