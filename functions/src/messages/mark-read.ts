import { AppError } from '@linli/shared/errors'
import { kindRules } from '@linli/shared/messages/rules'
import { ownAuditItem } from '../audit'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { accountActor } from '../identity/account'
import { deliveryItem, deliveryKey, StoredDelivery } from './push-store'
import { messageKey, StoredMessage } from './store'

/**
 * Marks one of the caller's own messages as read, in what the community keeps of it as well: whoever has read it need not be
 * called any more. Throws record.not_found.
 */
export async function markRead(plain: Context, { messageId }: { messageId: string }): Promise<{ done: true }> {
  try {
    return await deciding(() => readOnce(plain, messageId))
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.not_found')
    throw error
  }
}

async function readOnce(plain: Context, messageId: string): Promise<{ done: true }> {
  const { accountId } = accountActor(plain)
  const key = messageKey(`A#${accountId}#`, messageId)
  const message = await plain.db.get(key, StoredMessage)
  if (!message) throw new AppError('record.not_found')
  if (message.readAt !== undefined) return { done: true }
  const ctx = reaching(plain, `C#${message.communityId}#`)
  const readAt = ctx.now()
  const audit = ownAuditItem(ctx, `A#${accountId}#`, {
    action: 'messages.mark_read',
    objectType: 'message',
    objectId: messageId,
    summary: '已读',
  })
  const update = { key, set: { readAt } }
  await ctx.db.transact([{ update, if: { messageId } }, ...(await seen(ctx, message, readAt)), audit], audit.put)
  return { done: true }
}

/** The same in the evidence of it, and on the list of whom to call. */
async function seen(ctx: Context, message: StoredMessage, readAt: string): Promise<Write[]> {
  const { messageId, communityId, setId: pushId = '' } = message
  const key = deliveryKey({ communityId, pushId, accountId: accountActor(ctx).accountId })
  const evidence = await ctx.db.get(key, StoredDelivery.pick({ messageId: true, personId: true }))
  if (evidence?.messageId !== messageId) return []
  const { personId } = evidence
  const mayBeCalled = personId !== undefined && kindRules[message.kind].fallback !== undefined
  const called = deliveryKey({ communityId, pushId, personId, call: true })
  const call = mayBeCalled ? await ctx.db.get(called, StoredDelivery) : undefined
  return [
    { update: { key, set: { readAt } }, if: { messageId } },
    ...(call ? [{ put: deliveryItem(communityId, { ...call, readAt, by: ctx.newId() }), if: { by: call.by } }] : []),
  ]
}
