import type * as z from 'zod'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { errorName } from '../log'
import { type MessageOwner, messageKey, type StoredMessage, type StoredStaffMessage } from './store'

/** Puts a message into its owner's list, once; what stands there already, with what became of it, is the answer. */
export async function listMessage<T extends StoredMessage | StoredStaffMessage>(
  ctx: Context,
  owner: MessageOwner,
  message: Record<string, unknown>,
  schema: z.ZodType<T>,
): Promise<T> {
  const next = schema.parse(message)
  const { messageId } = next
  const key = messageKey(owner, messageId)
  try {
    await ctx.db.transact([{ put: { ...key, ...next }, ifAbsent: true }], key)
    return next
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    ctx.deps.log.info('messages.repeated', { messageId, error: errorName(error) })
    return (await ctx.db.get(key, schema)) ?? next
  }
}
