import type { Context } from '../context'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import type { MessageFacts } from './facts'

type Recipients = { accountIds: string[] } | { personIds: string[]; companyId: string }

/** A message for the transaction that it tells of, sent after commit. Nothing when nobody is meant. */
export function messageItems(
  ctx: Context,
  message: { communityId: string; key: string; facts: MessageFacts } & Recipients,
): Write[] {
  const isEmpty = ('accountIds' in message ? message.accountIds : message.personIds).length === 0
  return isEmpty ? [] : [outboxItem(ctx, 'messages', { ...message, type: 'message.send', at: ctx.now() })]
}
