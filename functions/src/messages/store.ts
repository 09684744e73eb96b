import { Message } from '@linli/shared/messages/schema'
import { ulid } from '@linli/shared/ids'
import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Key } from '../db'

/**
 * A message as kept. `push` is the WeChat side: absent = not tried; sending = tried, and never again (the send call has
 * no idempotency key), whatever became of it.
 */
export const StoredMessage = Message.extend({
  push: z.enum(['sending', 'sent', 'no_grant', 'refused', 'unknown']).optional(),
})
export type StoredMessage = z.infer<typeof StoredMessage>

export const messagesPk = (accountId: string) => `A#${accountId}#messages`
export const messageKey = (accountId: string, messageId: string): Key => ({ pk: messagesPk(accountId), sk: messageId })

/** How many messages of a kind the person has allowed: one grant is one message. */
export const Grants = z.object({ count: z.number().int() })
export const messageGrantKey = (accountId: string, kind: string): Key => ({
  pk: `A#${accountId}#message-grants`,
  sk: kind,
})

/** A grant was taken for this message: the taking transaction's own marker. */
export const spentKey = (accountId: string, messageId: string): Key => ({
  pk: `A#${accountId}#message-grants`,
  sk: `spent#${messageId}`,
})

/** The same event gives an account the same id, and ids sort by the event's time. */
export const messageIdOf = (accountId: string, key: string, at: string): string =>
  ulid(
    Date.parse(at),
    createHash('sha256')
      .update(JSON.stringify([accountId, key]))
      .digest(),
  )
