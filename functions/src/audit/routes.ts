import { auditApi } from '@linli/shared/audit/api'
import { AuditRecord } from '@linli/shared/audit/schema'
import { type Route, route } from '../http'

/** Records are written by `auditItem` with each effect and never changed; here they are only read, newest first. */
export const routes: Route[] = [
  route(auditApi.listByMonth, (ctx, { communityId, month, limit, cursor }) =>
    ctx.db.query({
      index: 'gs2',
      pk: `C#${communityId}#audit-in#${month}`,
      schema: AuditRecord,
      limit,
      cursor,
      newestFirst: true,
    }),
  ),
  route(auditApi.listByObject, (ctx, { communityId, objectType, objectId, limit, cursor }) =>
    ctx.db.query({
      pk: `C#${communityId}#audit#${objectType}#${objectId}`,
      schema: AuditRecord,
      limit,
      cursor,
      newestFirst: true,
    }),
  ),
  route(auditApi.listByActor, (ctx, { communityId, actorId, limit, cursor }) =>
    ctx.db.query({
      index: 'gs1',
      pk: `C#${communityId}#audit-by#${actorId}`,
      schema: AuditRecord,
      limit,
      cursor,
      newestFirst: true,
    }),
  ),
]
