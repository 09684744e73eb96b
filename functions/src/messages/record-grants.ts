import type { MessageKind } from '@linli/shared/messages/schema'
import { ownAuditItem } from '../audit'
import type { Context } from '../context'
import { accountActor } from '../identity/account'
import { messageGrantKey } from './store'

/** Records what the person allowed when they were asked: one more message of each kind. */
export async function recordGrants(ctx: Context, { accepted }: { accepted: MessageKind[] }): Promise<{ done: true }> {
  const { accountId } = accountActor(ctx)
  const kinds = [...new Set(accepted)]
  if (kinds.length === 0) return { done: true }
  const audit = ownAuditItem(ctx, `A#${accountId}#`, {
    action: 'messages.record_grants',
    objectType: 'account',
    objectId: accountId,
    summary: `允许各一条：${kinds.join('、')}`,
  })
  const updates = kinds.map(kind => ({ update: { key: messageGrantKey(accountId, kind), add: { count: 1 } } }))
  await ctx.db.transact([...updates, audit], audit.put)
  return { done: true }
}
