import type { DeliveryState } from '@linli/shared/messages/schema'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { type Addressed, knownState, listingWrites, listOne } from './list-delivery'
import type { LeasedPush } from './push-lease'
import { deliveriesPk, deliveryKey, StoredDelivery } from './push-store'
import { templatesOf, wireData } from './push-message'
import { messageGrantKey, messageKey } from './store'
import type { MessageText } from './words'

type Own = Addressed & { accountId: string; messageId: string }

/**
 * Sends one message of a push for one grant. Delivery, message and grant are marked in one transaction before the call: of
 * two workers one goes on, and an outcome that stays unknown is not sent again. Throws when it surely was not sent, and
 * everything is as before.
 */
export async function tellOne(
  ctx: Context,
  push: LeasedPush,
  text: MessageText,
  each: Addressed,
): Promise<DeliveryState[]> {
  const { accountId, messageId, account } = each
  const templateId = templatesOf(ctx, 'residents')[push.kind]
  const openid = account?.openid
  const data = wireData(ctx, push.kind, text)
  if (
    accountId === undefined ||
    data === undefined ||
    messageId === undefined ||
    templateId === undefined ||
    openid === undefined
  )
    return listOne(ctx, push, text, each)
  const own: Own = { ...each, accountId, messageId, state: 'sending', by: ctx.newId() }
  const taken = await take(ctx, push, text, own)
  if (taken === 'no_grant') return listOne(ctx, push, text, each)
  if (taken === 'known') return knownState(ctx, push, own)
  let state: DeliveryState
  try {
    state = await ctx.deps.wechat.sendMessage({ app: 'residents', openid, templateId, page: text.page, data })
  } catch (error) {
    await giveBack(ctx, push, own)
    throw error
  }
  await record(ctx, push, { ...own, state })
  return [state]
}

async function take(
  ctx: Context,
  push: LeasedPush,
  text: MessageText,
  own: Own,
): Promise<'taken' | 'known' | 'no_grant'> {
  const grant = { key: messageGrantKey(`A#${own.accountId}#`, push.kind), add: { count: -1 } }
  const writes: Write[] = [...listingWrites(push, text, own), { update: grant, if: { count: { atLeast: 1 } } }]
  try {
    await ctx.db.transact(writes, { pk: deliveriesPk(push.communityId, push.pushId), sk: `took#${own.by}` })
    return 'taken'
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    const kept = await ctx.db.get(deliveryKey({ communityId: push.communityId, ...own }), StoredDelivery)
    if (kept?.by === own.by) return 'taken'
    return kept ? 'known' : 'no_grant'
  }
}

/** It stays in the list; nothing else of the attempt does. */
async function giveBack(ctx: Context, push: LeasedPush, own: Own): Promise<void> {
  const { accountId, messageId, by } = own
  const key = deliveryKey({ communityId: push.communityId, ...own })
  const marker = { pk: key.pk, sk: `gave#${by}` }
  const undo: Write = { delete: key, if: { by } }
  const grant: Write = { update: { key: messageGrantKey(`A#${accountId}#`, push.kind), add: { count: 1 } } }
  const message: Write = {
    update: { key: messageKey(`A#${accountId}#`, messageId), remove: ['push'] },
    if: { messageId },
  }
  try {
    await ctx.db.transact([undo, message, grant], marker)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    // The account was deleted meanwhile: nothing is given back to it.
    await ctx.db.transact([undo], marker)
  }
}

/** What became of it. Of an account that was deleted meanwhile only the evidence is kept. */
async function record(ctx: Context, push: LeasedPush, own: Own): Promise<void> {
  const { accountId, messageId, by, state } = own
  const key = deliveryKey({ communityId: push.communityId, ...own })
  const evidence: Write = { update: { key, set: { state } }, if: { by } }
  const marker = { pk: deliveriesPk(push.communityId, push.pushId), sk: `told#${by}` }
  const message: Write = {
    update: { key: messageKey(`A#${accountId}#`, messageId), set: { push: state } },
    if: { messageId },
  }
  const none: Write = {
    update: { key: messageGrantKey(`A#${accountId}#`, push.kind), set: { count: 0 } },
    if: { count: { atLeast: 0 } },
  }
  try {
    await ctx.db.transact([evidence, message, ...(state === 'no_grant' ? [none] : [])], marker)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    await ctx.db.transact([evidence], marker)
  }
}
