import { auditApi } from '@linli/shared/audit/api'
import { AuditRecord } from '@linli/shared/audit/schema'
import type { Context } from '../context'
import type { QueryInput } from '../db'
import { type Route, route } from '../http'
import { namedRecords } from './named-records'

/** Records are written by `auditItem` with each effect and never changed; here they are only read, newest first. */
export const routes: Route[] = [
  route(auditApi.listByMonth, (ctx, { month, ...input }) =>
    records(ctx, input, { index: 'gs2', pk: `C#${input.communityId}#audit-in#${month}` }),
  ),
  route(auditApi.listByObject, (ctx, { objectType, objectId, ...input }) =>
    records(ctx, input, { pk: `C#${input.communityId}#audit#${objectType}#${objectId}` }),
  ),
  route(auditApi.listByActor, (ctx, { actorId, ...input }) =>
    records(ctx, input, { index: 'gs1', pk: `C#${input.communityId}#audit-by#${actorId}` }),
  ),
]

type Asked = { communityId: string; limit: number; cursor?: string | undefined }

async function records(
  ctx: Context,
  { communityId, limit, cursor }: Asked,
  list: Pick<QueryInput<AuditRecord>, 'index' | 'pk'>,
) {
  const page = await ctx.db.query({ ...list, schema: AuditRecord, limit, cursor, newestFirst: true })
  return namedRecords(ctx, communityId, page)
}
