import { Message, StaffMessageKind } from '@linli/shared/messages/schema'
import { CommunityId, ulid } from '@linli/shared/ids'
import { Instant } from '@linli/shared/time'
import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Key } from '../db'
import type { SessionOwner } from '../session'

/**
 * A message as kept. `push` is the WeChat side: absent = not tried; sending = tried, and never again (the send call has
 * no idempotency key), whatever became of it.
 */
export const StoredMessage = Message.extend({
  push: z.enum(['sending', 'sent', 'no_grant', 'refused', 'unknown']).optional(),
  /** Under which its evidence stands in the community. */
  setId: z.string().optional(),
  /** It goes out then, with these keywords: the quiet hours are over. */
  laterAt: Instant.optional(),
  laterData: z.record(z.string(), z.string()).optional(),
})
export type StoredMessage = z.infer<typeof StoredMessage>
/** To somebody in the field: kept for what became of it, and gone after a month. */
export const StoredStaffMessage = StoredMessage.extend({ kind: StaffMessageKind, ttl: z.number().int() })
export type StoredStaffMessage = z.infer<typeof StoredStaffMessage>

/** Whose messages: a resident's account, or a person of the field. */
export type MessageOwner = SessionOwner

export const messagesPk = (owner: MessageOwner) => `${owner}messages`
export const messageKey = (owner: MessageOwner, messageId: string): Key => ({ pk: messagesPk(owner), sk: messageId })

/** What is to go out later, by its moment; in 8 shards, because whole estates wait for one. */
export const waitingOwner = 'G#messages#'
const waitingShards = 8
export const waitingPks = Array.from({ length: waitingShards }, (_, i) => `${waitingOwner}${i}`)
export const waitingIndex = (accountId: string, at: string, id: string) => ({
  gs3pk: `${waitingOwner}${accountId.charCodeAt(accountId.length - 1) % waitingShards}`,
  gs3sk: `${at}#${id}`,
})
export const indexNames = ['gs3pk', 'gs3sk']

const settingsPk = (accountId: string) => `A#${accountId}#message-settings`
export const settingsKey = (accountId: string): Key => ({ pk: settingsPk(accountId), sk: 'settings' })
/** What is told together at one moment: how many messages of each kind. */
export const Digest = z.looseObject({
  messageId: z.string(),
  communityId: CommunityId,
  /** Absent once it was told; the index may still list it then. */
  laterAt: Instant.optional(),
  push: StoredMessage.shape.push,
})
export const digestKey = (accountId: string, at: string): Key => ({ pk: settingsPk(accountId), sk: `digest#${at}` })
export const countedAs = (kind: string) => `n_${kind}`

/** How many messages of a kind the person has allowed: one grant is one message. */
export const Grants = z.object({ count: z.number().int() })
export const messageGrantKey = (owner: MessageOwner, kind: string): Key => ({
  pk: `${owner}message-grants`,
  sk: kind,
})

/** A grant was taken for this message: the taking transaction's own marker. */
export const spentKey = (owner: MessageOwner, messageId: string): Key => ({
  pk: `${owner}message-grants`,
  sk: `spent#${messageId}`,
})

/** The same event gives an account, or a person, the same id, and ids sort by the event's time. */
export const messageIdOf = (id: string, key: string, at: string): string =>
  ulid(
    Date.parse(at),
    createHash('sha256')
      .update(JSON.stringify([id, key]))
      .digest(),
  )
