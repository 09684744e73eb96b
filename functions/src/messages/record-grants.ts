import type { MessageKind } from '@linli/shared/messages/schema'
import { ownAuditItem } from '../audit'
import type { Context } from '../context'
import { accountActor } from '../identity/account'
import { type MessageOwner, messageGrantKey } from './store'

/** Records what the person allowed when they were asked: one more message of each kind. */
export function recordGrants(ctx: Context, { accepted }: { accepted: MessageKind[] }): Promise<{ done: true }> {
  const { accountId } = accountActor(ctx)
  return allowEach(ctx, `A#${accountId}#`, { objectType: 'account', objectId: accountId }, accepted)
}

/** One more message of each kind to its owner. */
export async function allowEach(
  ctx: Context,
  owner: MessageOwner,
  of: { objectType: 'account' | 'staff'; objectId: string },
  accepted: readonly string[],
): Promise<{ done: true }> {
  const kinds = [...new Set(accepted)]
  if (kinds.length === 0) return { done: true }
  const audit = ownAuditItem(ctx, owner, {
    action: 'messages.record_grants',
    ...of,
    summary: `允许各一条：${kinds.join('、')}`,
  })
  const updates = kinds.map(kind => ({ update: { key: messageGrantKey(owner, kind), add: { count: 1 } } }))
  await ctx.db.transact([...updates, audit], audit.put)
  return { done: true }
}
