import type { Schema } from '@linli/shared/schema'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { errorName } from '../log'
import { type MessageOwner, messageKey, type StoredMessage, type StoredStaffMessage } from './store'

/** Puts a message into its owner's list, once; what stands there already, with what became of it, is the answer. */
export async function listMessage<T extends StoredMessage | StoredStaffMessage>(
  ctx: Context,
  owner: MessageOwner,
  message: Record<string, unknown>,
  schema: Schema<T>,
  { index = {}, more = [] }: { index?: Record<string, string>; more?: Write[] } = {},
): Promise<T> {
  const next = schema.parse(message)
  const { messageId } = next
  const key = messageKey(owner, messageId)
  try {
    await ctx.db.transact([{ put: { ...key, ...next, ...index }, ifAbsent: true }, ...more], key)
    return next
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    ctx.deps.log.info('messages.repeated', { messageId, error: errorName(error) })
    return (await ctx.db.get(key, schema)) ?? next
  }
}
