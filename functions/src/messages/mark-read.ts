import { AppError } from '@linli/shared/errors'
import { ownAuditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { accountActor } from '../identity/account'
import { messageKey } from './store'

/** Marks one of the caller's own messages as read. Throws record.not_found. */
export async function markRead(ctx: Context, { messageId }: { messageId: string }): Promise<{ done: true }> {
  const { accountId } = accountActor(ctx)
  const audit = ownAuditItem(ctx, `A#${accountId}#`, {
    action: 'messages.mark_read',
    objectType: 'message',
    objectId: messageId,
    summary: '已读',
  })
  const update = { key: messageKey(`A#${accountId}#`, messageId), set: { readAt: ctx.now() } }
  try {
    await ctx.db.transact([{ update, if: { messageId } }, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.not_found')
    throw error
  }
  return { done: true }
}
