import type { Context } from '../context'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import type { MessageFacts } from './facts'

type Recipients =
  | { accountIds: string[]; orElse?: string[]; companyId?: string }
  | { personIds: string[]; companyId: string }

/** A message for the transaction that it tells of, sent after commit. Nothing when nobody is meant. */
export function messageItems(
  ctx: Context,
  message: { communityId: string; key: string; facts: MessageFacts } & Recipients,
): Write[] {
  const to = 'accountIds' in message ? [...message.accountIds, ...(message.orElse ?? [])] : message.personIds
  return to.length === 0 ? [] : [outboxItem(ctx, 'messages', { ...message, type: 'message.send', at: ctx.now() })]
}
