import type { AuditAction } from '@linli/shared/audit/actions'
import type { AuditObject } from '@linli/shared/audit/objects'
import { monthOf } from '@linli/shared/time'
import { actorId, type Context } from './context'
import type { Write } from './db-write'

/**
 * The audit record of a write, for the same transaction. It is also the transaction's marker.
 * `summary` is read by people: codes, amounts and words; never a name, a phone or an ID number.
 */
export function auditItem(ctx: Context, record: AuditInput & { communityId: string }): AuditWrite {
  const { communityId, ...rest } = record
  return ownAuditItem(ctx, `C#${communityId}#`, rest)
}

/**
 * `technical`: a lease, a look, one batch of a larger work; of use when one record is studied. It stays out of the month's
 * list that people read. `personId`: the resident whom it was about, where that is not the object; readers see the name.
 */
type AuditInput = {
  action: AuditAction
  objectType: AuditObject
  objectId: string
  summary: string
  personId?: string
  technical?: boolean
}
export type AuditWrite = Write & { put: { pk: string; sk: string } }

/** The same for a write that belongs to no community: `owner` is an account, an office person or a company. */
export function ownAuditItem(
  ctx: Context,
  owner: `${'A' | 'C' | 'M' | 'P'}#${string}#`,
  input: AuditInput,
): AuditWrite {
  const { technical, ...rest } = input
  const auditId = ctx.newId()
  const actor = actorId(ctx.actor)
  return {
    put: {
      pk: `${owner}audit#${rest.objectType}#${rest.objectId}`,
      sk: auditId,
      gs1pk: `${owner}audit-by#${actor}`,
      gs1sk: auditId,
      ...(!technical && { gs2pk: `${owner}audit-in#${monthOf(ctx.today())}`, gs2sk: auditId }),
      auditId,
      at: ctx.now(),
      actorKind: ctx.actor.kind,
      actorId: actor,
      ...(ctx.actor.kind === 'staff' && ctx.actor.name && { actorName: ctx.actor.name }),
      requestId: ctx.requestId,
      ...rest,
    },
  }
}
