import { AppError } from '@linli/shared/errors'
import { ownAuditItem } from '../audit'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import { accountActor } from '../identity/account'
import { deliveryKey, StoredDelivery } from './push-store'
import { messageKey, StoredMessage } from './store'

/** Marks one of the caller's own messages as read, in what the community keeps of it as well. Throws record.not_found. */
export async function markRead(plain: Context, { messageId }: { messageId: string }): Promise<{ done: true }> {
  const { accountId } = accountActor(plain)
  const key = messageKey(`A#${accountId}#`, messageId)
  const message = await plain.db.get(key, StoredMessage)
  if (!message) throw new AppError('record.not_found')
  if (message.readAt !== undefined) return { done: true }
  const ctx = reaching(plain, `C#${message.communityId}#`)
  const { communityId, setId: pushId = '' } = message
  const delivery = deliveryKey({ communityId, pushId, accountId })
  const evidence = await ctx.db.get(delivery, StoredDelivery.pick({ messageId: true }))
  const seen =
    evidence?.messageId === messageId
      ? [{ update: { key: delivery, set: { readAt: ctx.now() } }, if: { messageId } }]
      : []
  const audit = ownAuditItem(ctx, `A#${accountId}#`, {
    action: 'messages.mark_read',
    objectType: 'message',
    objectId: messageId,
    summary: '已读',
  })
  const update = { key, set: { readAt: ctx.now() } }
  try {
    await ctx.db.transact([{ update, if: { messageId } }, ...seen, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.not_found')
    throw error
  }
  return { done: true }
}
