import { monthOf } from '@linli/shared/time'
import { actorId, type Context } from './context'
import type { Write } from './db-write'

/**
 * The audit record of a write, for the same transaction. It is also the transaction's marker.
 * `summary` holds codes, ids and amounts; never a phone or an ID number.
 */
export function auditItem(
  ctx: Context,
  record: { communityId: string; action: string; objectType: string; objectId: string; summary: string },
): Write & { put: { pk: string; sk: string } } {
  const { communityId, ...rest } = record
  const auditId = ctx.newId()
  const owner = `C#${communityId}#`
  const actor = actorId(ctx.actor)
  return {
    put: {
      pk: `${owner}audit#${record.objectType}#${record.objectId}`,
      sk: auditId,
      gs1pk: `${owner}audit-by#${actor}`,
      gs1sk: auditId,
      gs2pk: `${owner}audit-in#${monthOf(ctx.today())}`,
      gs2sk: auditId,
      auditId,
      at: ctx.now(),
      actorKind: ctx.actor.kind,
      actorId: actor,
      requestId: ctx.requestId,
      ...rest,
    },
  }
}
