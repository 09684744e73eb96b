import type { MessageKind } from '@linli/shared/messages/schema'
import type { Write } from '../db-write'
import { countedAs, digestKey, messageIdOf, waitingIndex } from './store'

/** How a message that waits for the morning is kept: beside what it says, what WeChat is to show then. */
export const heldUntil = (accountId: string, at: string, messageId: string, data: Record<string, string>) => ({
  laterAt: at,
  laterData: data,
  ...waitingIndex(accountId, at, messageId),
})

/** Counts one more message among those that an account is told of together, in the transaction that lists it. */
export function digestWrite(
  accountId: string,
  at: string,
  { communityId, kind }: { communityId: string; kind: MessageKind },
): Write {
  const messageId = messageIdOf(accountId, 'digest', at)
  const set = { messageId, communityId, laterAt: at, ...waitingIndex(accountId, at, messageId) }
  return { update: { key: digestKey(accountId, at), set, add: { [countedAs(kind)]: 1 } } }
}
