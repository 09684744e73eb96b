import { AppError } from '@linli/shared/errors'
import type { PayLink } from '@linli/shared/payments/pay-link-schema'
import { auditItem } from '../audit'
import { loadBills } from '../billing/load-bills'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { accountActor } from '../identity/account'
import { closeOrder } from './close-order'
import { createdByLink, viewOfLink } from './pay-link-view'
import { getPayLink, payLinkKey, type StoredPayLink } from './pay-link-store'

type Input = { communityId: string; roomId: string; linkId: string }

/**
 * Takes a card of one's own back, first for everybody who opens it from now on; then an order that somebody began by it is
 * closed at the channel, or settled where it proves paid. Again is the same. Throws record.not_found.
 */
export async function revokePayLink(ctx: Context, input: Input): Promise<PayLink> {
  const link = await deciding(() => revoked(ctx, input))
  const asked = link.billIds.map(billId => ({ roomId: link.roomId, billId }))
  const bills = await loadBills(ctx, link.communityId, asked)
  for (const { orderId, state } of await createdByLink(ctx, link, bills))
    if (state === 'created' || state === 'prepaid') await closeOrder(ctx, orderId)
  return viewOfLink(ctx, link)
}

async function revoked(ctx: Context, { communityId, roomId, linkId }: Input): Promise<StoredPayLink> {
  const link = await getPayLink(ctx, communityId, linkId)
  if (!link || link.roomId !== roomId || link.accountId !== accountActor(ctx).accountId)
    throw new AppError('record.not_found')
  if (link.revokedAt !== undefined) return link
  const revokedAt = ctx.now()
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.revoke_pay_link',
    objectType: 'pay_link',
    objectId: linkId,
    summary: '收回代缴卡片',
  })
  const update = { key: payLinkKey(communityId, linkId), set: { revokedAt } }
  await ctx.db.transact([{ update, if: { revokedAt: undefined, linkId } }, audit], audit.put)
  return { ...link, revokedAt }
}
