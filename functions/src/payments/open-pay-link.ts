import { canSeeBill } from '@linli/shared/billing/visibility'
import { maskObject } from '@linli/shared/communities/mask-room'
import type { Community } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import { partsOf } from '@linli/shared/payments/basket'
import { wholeDue } from '@linli/shared/payments/part-payment'
import type { PayLinkFace } from '@linli/shared/payments/pay-link-schema'
import { billHomeOf } from '../access'
import { loadBills, type StoredBill } from '../billing/load-bills'
import { viewBill } from '../billing/view-bill'
import { loadCommunity } from '../communities/community'
import { type Context, reaching } from '../context'
import { accountActor } from '../identity/account'
import { grantsIfAny } from '../identity/bind-items'
import { withMerchants } from './merchant-for'
import { createdByLink } from './pay-link-view'
import { isLiveLink, linkOfCode, type StoredPayLink } from './pay-link-store'

export type OpenedLink = { ctx: Context; link: StoredPayLink; bills: (StoredBill | undefined)[]; due: StoredBill[] }

/** What a card shows to whoever holds its code: the masked household, and of its bills item, period and amount. */
export async function openPayLink(ctx: Context, { code }: { code: string }): Promise<PayLinkFace> {
  const { accountId } = accountActor(ctx)
  const { ctx: wide, link, bills, due } = await openedLink(ctx, code)
  const [object] = bills.flatMap(bill => bill?.object ?? [])
  const [community, orders] = await Promise.all([
    loadCommunity(wide, link.communityId),
    createdByLink(wide, link, bills),
  ])
  const paid = orders.filter(order => order.state === 'paid')
  return {
    communityName: community.name,
    room: object ? maskObject(object).code : '',
    officePhone: community.officePhone,
    sharedBy: link.sharedBy,
    expiresAt: link.expiresAt,
    parts: facesOf(community, partsOf(withMerchants(community.entities, due).map(bill => viewBill(bill, ctx.today())))),
    paidCount: bills.filter(bill => bill?.state === 'paid').length,
    myOrders: paid.filter(order => order.accountId === accountId).map(({ orderId }) => orderId),
  }
}

const facesOf = (
  { entities }: Pick<Community, 'entities'>,
  parts: ReturnType<typeof partsOf<ReturnType<typeof viewBill<StoredBill>>>>,
): PayLinkFace['parts'] =>
  parts.map(({ entityId, bills, amountFen }) => ({
    entityName: entities.find(entity => entity.entityId === entityId)?.name ?? '',
    amountFen,
    bills: bills.map(bill => ({
      feeItemName: bill.feeItemName,
      period: bill.period,
      amountFen: wholeDue(bill),
      lateFeeFen: bill.lateFeeFen,
    })),
  }))

/**
 * The card of a code with its bills, read consistently. Unknown, expired, revoked, of somebody who may no longer see these
 * bills, or with nothing on it that was not voided: one answer, payments.link_over.
 */
export async function openedLink(ctx: Context, code: string): Promise<OpenedLink> {
  const link = await linkOfCode(ctx, accountActor(ctx).accountId, code)
  if (!isLiveLink(link, ctx.now())) throw new AppError('payments.link_over')
  const wide = reaching(ctx, `C#${link.communityId}#`)
  const asked = link.billIds.map(billId => ({ roomId: link.roomId, billId }))
  const bills = await loadBills(wide, link.communityId, asked)
  const due = await dueOnLink(wide, link, bills)
  if (due === undefined || bills.every(bill => bill === undefined || bill.state === 'void'))
    throw new AppError('payments.link_over')
  return { ctx: wide, link, bills, due }
}

/**
 * The bills of a card that are still to pay. Undefined once whoever made it may not see one of them any more: the end of an
 * occupancy ends what was shared in it.
 */
export async function dueOnLink(
  ctx: Context,
  link: StoredPayLink,
  bills: readonly (StoredBill | undefined)[],
): Promise<StoredBill[] | undefined> {
  const { accountId, communityId, roomId } = link
  const grants = await grantsIfAny(ctx, accountId)
  const sharer = { kind: 'account' as const, accountId, sessionKey: '', homes: grants?.homes ?? [] }
  const home = billHomeOf(sharer, { communityId, roomId }, ctx.today())
  if (!home || bills.some(bill => bill && !canSeeBill(home, bill))) return undefined
  return bills.flatMap(bill =>
    bill && (bill.state === 'published' || bill.state === 'part_paid') && viewBill(bill, ctx.today()).dueFen > 0
      ? [bill]
      : [],
  )
}
